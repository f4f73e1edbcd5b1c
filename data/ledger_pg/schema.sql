-- The ledger on PostgreSQL 14 or later: one row a line, in order, each carrying the hash of the one before.
--
-- The line is text, kept byte for byte (jsonb would not keep it). Only `append` writes, one call a transaction: it locks
-- the one row of `head`, so that lines become visible in the order of their numbers and without gaps.
-- The other columns of `line` are there to be searched, and to say which login stored a line and when.

create schema nightdesk;

create table nightdesk.head (
    one  boolean primary key default true check (one),
    seq  bigint not null,
    hash text not null check (hash ~ '^[0-9a-f]{64}$')
);
insert into nightdesk.head (seq, hash) values (0, repeat('0', 64));

-- The last 72 characters of a line are ,"h":"<64 hex>"} and the hash is that of everything before them.
create table nightdesk.line (
    seq       bigint primary key check (seq > 0),
    id        text not null unique,
    subject   text not null,
    line      text not null,
    stored_at timestamptz not null default clock_timestamp(),
    stored_by name not null default session_user,
    constraint begins_with_its_number check (starts_with(line, '{"seq":' || seq || ',')),
    constraint ends_with_its_hash check (
        right(line, 72) = ',"h":"' || encode(sha256(convert_to(left(line, -72), 'UTF8')), 'hex') || '"}'
    ),
    constraint not_too_long check (octet_length(line) < 65536)
);
create index line_of_subject on nightdesk.line (subject, seq);

create function nightdesk.refuse() returns trigger language plpgsql as $$
begin
    raise exception 'Nothing is changed or deleted: a correction is an entry of its own.' using errcode = 'ND009';
end $$;

create function nightdesk.only_onwards() returns trigger language plpgsql as $$
begin
    if new.seq <= old.seq then
        raise exception 'The head only goes onwards.' using errcode = 'ND009';
    end if;
    return new;
end $$;

create trigger never_changed before update or delete or truncate on nightdesk.line
    for each statement execute function nightdesk.refuse();
create trigger never_removed before delete or truncate on nightdesk.head
    for each statement execute function nightdesk.refuse();
create trigger only_onwards before update on nightdesk.head
    for each row execute function nightdesk.only_onwards();

-- What is acknowledged is on the disk, and on the standby where there is one, whatever the session's own setting.
create function nightdesk.durable() returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if current_setting('synchronous_commit') in ('off', 'local') then
        perform set_config('synchronous_commit', 'on', true);
    end if;
end $$;

-- Stores all as one batch, or none. `bodies` are the lines between `{"seq":N,` and `,"prev":`; `about` and `versions`
-- say at which number each subject was seen. A repeat is answered with what is there.
-- Errors: ND001 a part is there already, ND002 another entry came first, ND003 too long (the detail is the id).
create function nightdesk.append(ids text[], subjects text[], bodies text[], about text[], versions bigint[])
returns table (number bigint, stored text)
language plpgsql security definer set search_path = nightdesk, pg_catalog, pg_temp as $$
declare
    body text;
    mark text;
    there bigint;
begin
    perform durable();
    select head.seq, head.hash into strict number, mark from head for update;
    select count(*) into there from unnest(ids) as wanted (id) join line using (id);
    if there = cardinality(ids) then
        return query select line.seq, line.line
            from unnest(ids) with ordinality as wanted (id, place) join line using (id) order by place;
        return;
    end if;
    if there > 0 or (select count(distinct wanted) from unnest(ids) as wanted) < cardinality(ids) then
        raise exception 'part of this was recorded before' using errcode = 'ND001';
    end if;
    for n in 1 .. cardinality(about) loop
        if versions[n] is distinct from (select coalesce(max(seq), 0) from line where subject = about[n]) then
            raise exception 'another entry came first' using errcode = 'ND002';
        end if;
    end loop;
    for n in 1 .. cardinality(ids) loop
        number := number + 1;
        body := '{"seq":' || number || ',' || bodies[n] || ',"prev":"' || mark || '"';
        mark := encode(sha256(convert_to(body, 'UTF8')), 'hex');
        stored := body || ',"h":"' || mark || '"}';
        if octet_length(stored) >= 65536 then
            raise exception '%', octet_length(stored) + 1 using errcode = 'ND003', detail = ids[n];
        end if;
        insert into line (seq, id, subject, line) values (number, ids[n], subjects[n], stored);
        return next;
    end loop;
    update head set seq = number, hash = mark;
    perform pg_notify('nightdesk', number::text);
end $$;

-- What is there of these, said only once it is as durable as an entry: for a caller who lost the answer to `append`.
create function nightdesk.confirm(ids text[]) returns table (number bigint, stored text)
language plpgsql security definer set search_path = nightdesk, pg_catalog, pg_temp as $$
begin
    perform durable();
    perform pg_logical_emit_message(true, 'nightdesk', 'confirm');
    return query select line.seq, line.line
        from unnest(ids) with ordinality as wanted (id, place) join line using (id) order by place;
end $$;

-- Takes lines of another ledger over as they are, byte for byte, after those that are there. For the owner only.
create function nightdesk.carry(ids text[], subjects text[], lines text[]) returns bigint
language plpgsql set search_path = nightdesk, pg_catalog, pg_temp as $$
declare
    number bigint;
    mark text;
    broken bigint;
begin
    perform durable();
    select head.seq, head.hash into strict number, mark from head for update;
    select min(place) into broken from (
        select place, substr(right(text, 146), 1, 74) as says,
            lag(substr(right(text, 66), 1, 64), 1, mark) over (order by place) as before
        from unnest(lines) with ordinality as given (text, place)
    ) as chain where says <> ',"prev":"' || before || '"';
    if broken is not null then
        raise exception 'line % does not follow from the one before', number + broken using errcode = 'ND004';
    end if;
    insert into line (seq, id, subject, line)
        select number + place, given.id, given.subject, given.text
        from unnest(ids, subjects, lines) with ordinality as given (id, subject, text, place) order by place;
    if cardinality(lines) > 0 then
        number := number + cardinality(lines);
        update head set seq = number, hash = substr(right(lines[cardinality(lines)], 66), 1, 64);
        perform pg_notify('nightdesk', number::text);
    end if;
    return number;
end $$;

-- Who is storing at this moment, for whoever could not wait any longer; empty when the server does not say.
create function nightdesk.holder() returns text language sql stable
security definer set search_path = nightdesk, pg_catalog, pg_temp as $$
    select coalesce((
        select application_name from pg_locks join pg_stat_activity using (pid)
        where relation = 'nightdesk.head'::regclass and mode = 'RowShareLock' and pg_locks.granted
            and pid <> pg_backend_pid() and wait_event_type is distinct from 'Lock'
        limit 1
    ), '')
$$;

revoke all on all functions in schema nightdesk from public;
