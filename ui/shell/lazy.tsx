import { type ComponentType, lazy, Suspense, useState } from "react";
import type { PaletteProps } from "./palette.tsx";

type Openable = { isOpen: boolean; onClose: () => void };

/** A dialog whose file is fetched when it opens for the first time. */
function onceOpen<P extends Openable>(Dialog: ComponentType<P>) {
  return function OnceOpen(props: P) {
    const [wasOpen, setWasOpen] = useState(props.isOpen);
    if (props.isOpen && !wasOpen) setWasOpen(true);
    return wasOpen ? (
      <Suspense fallback={null}>
        <Dialog {...props} />
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
