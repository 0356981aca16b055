-- Functions of one session of the receiving database, by which rows go in: the exporter knows the tables only by name.
-- Values are cast by PostgreSQL itself, so that its NOT NULL and length rules hold for every row.
CREATE OR REPLACE FUNCTION pg_temp.exchange_put(table_name text, row_guid text, operation text, contents json)
RETURNS bigint LANGUAGE plpgsql AS $body$
DECLARE
    changed bigint;
BEGIN
    EXECUTE format('DELETE FROM %I WHERE row_guid = $1', table_name) USING row_guid;
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF operation <> 'D' THEN
        EXECUTE format('INSERT INTO %I SELECT * FROM json_populate_record(NULL::%I, $1)', table_name, table_name)
            USING contents;
        changed := 1;
    END IF;
    RETURN changed;
END
$body$;

-- After a full export: what this source sent before and does not have any more.
CREATE OR REPLACE FUNCTION pg_temp.exchange_forget(table_name text, source text, batch text)
RETURNS bigint LANGUAGE plpgsql AS $body$
DECLARE
    changed bigint;
BEGIN
    EXECUTE format('DELETE FROM %I WHERE data_source = $1 AND cd_batch <> $2', table_name) USING source, batch;
    GET DIAGNOSTICS changed = ROW_COUNT;
    RETURN changed;
END
$body$;
