import { NativeSelect } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { type AnyRecord, codeOf, email, flag, instant, maybe, notes, phone, text } from "#platform/record/index.ts";
import { newActKey } from "#ui/data/act-key.ts";
import { api, asProblem } from "#ui/data/api.ts";
import type { MakeMove } from "#ui/data/move.ts";
import { notify } from "#ui/data/notices.ts";
import type { AnyRow } from "#ui/data/records.ts";
import { type DialogState, MoveDialog, type Said } from "#ui/moves/move-dialog.tsx";
import { useWords } from "#ui/words/words.tsx";
import { appointment as record } from "./appointment.record.ts";
import type { Address } from "./calendar.address.tsx";
import { calendarKey } from "./calendar.moves.tsx";
import type { Calendar } from "./calendar.reading.ts";
import { timesOf } from "./calendar.times.tsx";

type Props = { address: Address; calendar: Calendar };
const closed = { do: null, at: null };

/** What is asked to write a customer into the book without a lead: POST /appointments. */
const planned = {
  ...record,
  moves: {
    create: {
      from: [],
      asks: {
        name: text(),
        phone: maybe(phone()),
        email: maybe(email()),
        work: maybe(codeOf("service-work")),
        startsAt: instant(),
        notes: maybe(notes()),
        remindCustomer: flag(),
      },
    },
  },
} as unknown as AnyRecord;

/** Writes somebody into the book who has no lead: a call, a walk-in. */
export function NewDialog({ address, calendar }: Props) {
  const { t } = useWords();
  const client = useQueryClient();
  const key = useRef(newActKey());
  const [created, setCreated] = useState<string>();
  const make: MakeMove = async (_move, asked = {}) => {
    try {
      const call = { body: asked, idempotencyKey: key.current };
      const { value } = await api<AnyRow>(`/${record.plural}`, call);
      notify({
        tone: "done",
        title: t("notice.act", { act: t("calendar.new"), name: String(value.name) }),
        forMs: 4_000,
      });
      setCreated(String(value.id));
      await client.invalidateQueries({ queryKey: [calendarKey] });
      return value;
    } catch (error) {
      key.current = newActKey();
      return asProblem(error);
    }
  };
  const done = (): void => address.go({ ...closed, ...(created ? { open: created } : {}) }, true);
  return (
    <MoveDialog
      record={planned}
      move="create"
      make={make}
      onClose={done}
      title={t("calendar.new")}
      zone={calendar.zone}
      initial={{ startsAt: address.at ?? null, bay: address.bay ?? null, remindCustomer: false }}
      also={(said: Said) => ({ mustBeFree: true, ...(said.bay ? { bay: said.bay } : {}) })}
      consequence={(said) => t(said.remindCustomer && said.email ? "calendar.new.mails" : "calendar.new.no-mails")}
      extras={(state) => {
        const times = timesOf({
          state,
          calendar,
          act: t("calendar.choose"),
          onPick: (at) => state.say("startsAt", at),
        });
        return {
          name: { isRequired: true },
          startsAt: {
            isRequired: true,
            before: (
              <>
                <BayPick state={state} calendar={calendar} />
                {times.before}
              </>
            ),
            after: times.after,
          },
          remindCustomer: { isAsked: Boolean(state.said.email) },
        };
      }}
    />
  );
}

function BayPick({ state, calendar }: { state: DialogState; calendar: Calendar }) {
  const { t } = useWords();
  const bays = calendar.bays.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <NativeSelect
      label={t("appointment.field.bay")}
      data={[{ value: "", label: t("calendar.any-bay") }, ...bays]}
      value={String(state.said.bay ?? "")}
      onChange={(event) => state.say("bay", event.currentTarget.value || null)}
    />
  );
}
