import { Button } from "@mantine/core";
import { useState } from "react";
import { api } from "#ui/data/api.ts";
import { DialogFrame } from "#ui/moves/dialog-frame.tsx";
import moves from "#ui/moves/moves.module.css";
import { useWords } from "#ui/words/words.tsx";
import { firstTemplate, type MailLanguage } from "./first-templates.ts";
import type { Audience } from "./letter.ts";
import styles from "./mail-template.module.css";
import { type Current, record, type Source, useVersions, useWriter, type Version } from "./mail-template.reading.tsx";

type Restore = (source: Source & { note: string | null }) => Promise<boolean>;
/** A version to bring back; `id` is null for the wording that Marque brings. */
type Old = { number: number; id: string | null };

/** Every version with who wrote it, when and why; the first is Marque's own. `onRestore` is missing for those who only read. */
export function TemplateVersions({ current, onRestore }: { current: Current; onRestore: Restore | null }) {
  const { t } = useWords();
  const { data } = useVersions(current);
  const [old, setOld] = useState<Old>();
  const back = (one: Old) => (onRestore && one.number !== current.number ? () => setOld(one) : undefined);
  return (
    <section className={styles.box} aria-labelledby="template-versions" aria-busy={data === undefined}>
      <h2 id="template-versions">{t("mail-template.versions")}</h2>
      {data?.length === 0 ? <p className={styles.quiet}>{t("mail-template.versions.none")}</p> : null}
      <ol className={styles.versions}>
        {(data ?? []).map((one) => (
          <OneVersion key={one.id} version={one} isNow={one.number === current.number} onBack={back(one)} />
        ))}
        <li>
          <div>
            <strong>{t("mail-template.own")}</strong>
            {current.number === 0 ? <em>{t("mail-template.versions.now")}</em> : null}
          </div>
          <BackButton version={t("mail-template.own")} onBack={back({ number: 0, id: null })} />
        </li>
      </ol>
      {old && onRestore ? (
        <RestoreDialog old={old} current={current} onRestore={onRestore} onClose={() => setOld(undefined)} />
      ) : null}
    </section>
  );
}

function OneVersion({
  version,
  isNow,
  onBack,
}: {
  version: Version;
  isNow: boolean;
  onBack: (() => void) | undefined;
}) {
  const { t, instant } = useWords();
  const { data: who } = useWriter(version.id);
  const name = t("mail-template.version", { number: version.number });
  return (
    <li>
      <div>
        <strong>{name}</strong>
        {isNow ? <em>{t("mail-template.versions.now")}</em> : null}
        <p className={styles.quiet}>
          {who ? t("mail-template.versions.by", { who, at: instant(version.createdAt) }) : instant(version.createdAt)}
        </p>
        {version.note ? <p className={styles.note}>{version.note}</p> : null}
      </div>
      <BackButton version={name} onBack={onBack} />
    </li>
  );
}

function BackButton({ version, onBack }: { version: string; onBack: (() => void) | undefined }) {
  const { t } = useWords();
  if (!onBack) return null;
  return (
    <Button
      variant="default"
      size="compact-sm"
      onClick={onBack}
      aria-label={t("mail-template.restore.title", { version })}
    >
      {t("mail-template.restore")}
    </Button>
  );
}

/** The text of an old version: from the server, or the one that Marque brings. */
async function sourceOf({ id }: Old, { kind, audience, language }: Current): Promise<Source> {
  if (id !== null) return (await api<Source>(`/${record.plural}/${id}`)).value;
  return firstTemplate(kind, audience as Audience, language as MailLanguage) ?? { subject: "", body: "" };
}

type DialogProps = { old: Old; current: Current; onRestore: Restore; onClose: () => void };

/** An old version is brought back as a new one, so that nothing that ever held is lost. */
function RestoreDialog({ old, current, onRestore, onClose }: DialogProps) {
  const { t } = useWords();
  const [isBusy, setBusy] = useState(false);
  const version = old.id === null ? t("mail-template.own") : t("mail-template.version", { number: old.number });
  const restore = async (): Promise<void> => {
    setBusy(true);
    const source = await sourceOf(old, current).catch(() => null);
    if (source) {
      const { subject, body } = source;
      await onRestore({ subject, body, note: t("mail-template.restore.note", { version }) });
    }
    onClose();
  };
  return (
    <DialogFrame isOpen onClose={onClose} title={t("mail-template.restore.title", { version })}>
      <form
        className={moves.form}
        onSubmit={(event) => {
          event.preventDefault();
          void restore();
        }}
      >
        <p className={moves.consequence}>{t("mail-template.restore.consequence", { next: current.number + 1 })}</p>
        <div className={moves.buttons}>
          <Button variant="default" size="sm" onClick={onClose}>
            {t("record.cancel")}
          </Button>
          <Button type="submit" size="sm" loading={isBusy} data-autofocus>
            {t("mail-template.restore")}
          </Button>
        </div>
      </form>
    </DialogFrame>
  );
}
