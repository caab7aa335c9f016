import { type ComponentType, lazy, Suspense, useEffect, useState } from "react";
import type { PaletteProps } from "./palette.tsx";

type Openable = { isOpen: boolean; onClose: () => void };

/** Is there closed first: a dialog remembers whom to give the focus back only when it sees itself open. */
function Opened<P extends Openable>({ Dialog, ...props }: { Dialog: ComponentType<P> } & P) {
  const [isThere, setThere] = useState(false);
  useEffect(() => setThere(true), []);
  return <Dialog {...(props as unknown as P)} isOpen={props.isOpen && isThere} />;
}

/** A dialog whose file is fetched when it opens for the first time. */
function onceOpen<P extends Openable>(Dialog: ComponentType<P>) {
  return function OnceOpen(props: P) {
    const [wasOpen, setWasOpen] = useState(props.isOpen);
    if (props.isOpen && !wasOpen) setWasOpen(true);
    return wasOpen ? (
      <Suspense fallback={null}>
        <Opened Dialog={Dialog} {...props} />
      </Suspense>
    ) : null;
  };
}

export const LazyPalette = onceOpen<PaletteProps>(
  lazy(async () => ({ default: (await import("./palette.tsx")).Palette })),
);
export const LazyKeysHelp = onceOpen<Openable>(
  lazy(async () => ({ default: (await import("#ui/keys/keys-help.tsx")).KeysHelp })),
);
