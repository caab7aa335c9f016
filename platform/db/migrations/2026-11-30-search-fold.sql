-- By which folding the stored search texts of a record were made; `through` is the last key that was made anew, null when all are.
create table search_fold (
  record text primary key,
  version integer not null,
  through text
);
grant select, insert, update on search_fold to marque_clock;
