import { useEffect, useState } from "react";
import { api, asProblem } from "#ui/data/api.ts";

/** Whether the link of a mail still sets a password; null while it is asked. */
export type LinkLife = "alive" | "over" | null;

/**
 * Asks with an empty password, which is never set: what is refused then is the link, or the password of a link that holds.
 * Where there is no clear answer the form is shown, and says what is wrong when it is sent.
 */
async function lifeOf(token: string): Promise<LinkLife> {
  try {
    await api("/session/reset", { body: { token, password: "" } });
  } catch (error) {
    if (asProblem(error).reason === "link-used-or-old") return "over";
  }
  return "alive";
}

/** Looks at the link as soon as it is opened, so that nobody chooses a password for a link that is over. */
export function useLink(token: string): LinkLife {
  const [known, setKnown] = useState<{ token: string; life: LinkLife }>({ token: "", life: null });
  useEffect(() => {
    let isGone = false;
    if (token) void lifeOf(token).then((life) => isGone || setKnown({ token, life }));
    return () => {
      isGone = true;
    };
  }, [token]);
  return known.token === token ? known.life : null;
}
