import { Button } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { type RefObject, useState } from "react";
import { useWords } from "#ui/words/words.tsx";
import { FilterMenu } from "./filter-menu.tsx";
import { type Asked, isFiltered, type ListState, noFilters } from "./list-state.ts";
import type { ListLook } from "./look.ts";
import { SearchBox } from "./search-box.tsx";
import classes from "./top.module.css";

type FilterBarProps = {
  look: ListLook;
  state: ListState;
  change: (next: Asked, isStep?: boolean) => void;
  searchRef: RefObject<HTMLInputElement | null>;
  isCompact: boolean;
};

/** Search and filters above a list; where it is narrow the filters wait behind a button that counts them. */
export function FilterBar({ look, state, change, searchRef, isCompact }: FilterBarProps) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const count = Object.keys(state.filters).length;
  const areShown = !isCompact || isOpen;
  return (
    <search className={classes.filterBar} aria-label={t("filter.bar")}>
      {look.of.search && (
        <SearchBox
          value={state.search}
          onSearch={(search) => change({ search: search || undefined }, false)}
          boxRef={searchRef}
        />
      )}
      {isCompact && look.filters.length > 0 && (
        <Button
          variant="default"
          size="compact-sm"
          className={classes.filter}
          data-set={count > 0 || undefined}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          leftSection={<IconFilter size={14} aria-hidden />}
        >
          {t("filter.open", { count })}
        </Button>
      )}
      {areShown &&
        look.filters.map((name) => (
          <FilterMenu
            key={name}
            record={look.of}
            name={name}
            chosen={state.filters[name] ?? []}
            onChoose={(codes) => change({ [name]: codes.join(",") || undefined })}
          />
        ))}
      {isFiltered(state) && areShown && (
        <Button variant="subtle" size="compact-sm" onClick={() => change(noFilters(look))}>
          {t("filter.clear")}
        </Button>
      )}
    </search>
  );
}
