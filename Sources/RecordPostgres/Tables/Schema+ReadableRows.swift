extension String {
    /// Functions and a view that show the statements of blocks as rows, for who reads the record by SQL.
    ///
    /// They unpack what ``StatementBlock`` packs. A double is put together of its sign, exponent and fraction: PostgreSQL
    /// has no function that takes its bytes.
    static let readableRows = """
        CREATE FUNCTION mosaic.number_at(bytes bytea, place integer, width integer) RETURNS bigint
        LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog AS $$
            SELECT CASE WHEN get_bit(bytes, 8 * place + 7) = 1 AND width < 8 THEN -(1::bigint << (8 * width)) ELSE 0 END
                + (('x' || lpad(encode(substring(bytes FROM place + 1 FOR width), 'hex'), 16, '0'))::bit(64)::bigint)
        $$;
        CREATE FUNCTION mosaic.double_at(bytes bytea, place integer) RETURNS double precision
        LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog AS $$
        DECLARE
            bits bigint := mosaic.number_at(bytes, place, 8);
            exponent integer := ((bits >> 52) & 2047)::integer;
            fraction double precision := (bits & 4503599627370495)::double precision;
            size double precision;
        BEGIN
            IF exponent = 2047 THEN RETURN NULL; END IF;
            IF exponent > 0 THEN fraction := fraction + 4503599627370496; ELSE exponent := 1; END IF;
            size := fraction;
            -- In two steps, as the least power has no double of its own.
            exponent := exponent - 1075;
            IF exponent < -1000 THEN
                size := size * power(2::double precision, -1000) * power(2::double precision, exponent + 1000);
            ELSE
                size := size * power(2::double precision, exponent);
            END IF;
            RETURN CASE WHEN bits < 0 THEN -size ELSE size END;
        END
        $$;
        CREATE FUNCTION mosaic.unpacked(bytes bytea) RETURNS TABLE (
            place integer, year integer, published date, "row" integer, source integer, note integer, status text,
            bound text, value double precision
        ) LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog AS $$
        DECLARE
            flags integer := get_byte(bytes, 0);
            rows integer := mosaic.number_at(bytes, 1, 4)::integer;
            starts integer[];
            next integer := 5;
            widths integer[] := ARRAY[4, 4, 4, 4, 1, 1];
            code integer;
        BEGIN
            next := next + CASE WHEN flags & 64 > 0 THEN 2 ELSE 2 * rows END;
            FOR column_number IN 1..6 LOOP
                starts[column_number] := next;
                next := next + widths[column_number]
                    * CASE WHEN flags & (1 << (column_number - 1)) > 0 THEN 1 ELSE rows END;
            END LOOP;
            FOR index IN 0..rows - 1 LOOP
                place := index;
                year := CASE WHEN flags & 64 > 0 THEN mosaic.number_at(bytes, 5, 2) + index
                    ELSE mosaic.number_at(bytes, 5 + 2 * index, 2) END;
                published := date '1970-01-01'
                    + mosaic.number_at(bytes, starts[1] + CASE WHEN flags & 1 > 0 THEN 0 ELSE 4 * index END, 4)::integer;
                "row" := mosaic.number_at(bytes, starts[2] + CASE WHEN flags & 2 > 0 THEN 0 ELSE 4 * index END, 4);
                source := mosaic.number_at(bytes, starts[3] + CASE WHEN flags & 4 > 0 THEN 0 ELSE 4 * index END, 4);
                note := mosaic.number_at(bytes, starts[4] + CASE WHEN flags & 8 > 0 THEN 0 ELSE 4 * index END, 4);
                code := get_byte(bytes, starts[5] + CASE WHEN flags & 16 > 0 THEN 0 ELSE index END);
                status := CASE WHEN code > 0 THEN chr(code) END;
                code := get_byte(bytes, starts[6] + CASE WHEN flags & 32 > 0 THEN 0 ELSE index END);
                bound := (ARRAY['eq', 'ge', 'gt', 'le', 'lt', 'approx'])[code + 1];
                value := mosaic.double_at(bytes, next + 8 * index);
                RETURN NEXT;
            END LOOP;
        END
        $$;
        CREATE VIEW mosaic.statement AS
            SELECT block.batch, series.indicator, series.region, said.year, said.published, said.value, said.status,
                said.bound, source.text AS source, note.text AS note
            FROM mosaic.block
            JOIN mosaic.series ON series.id = block.series
            CROSS JOIN LATERAL mosaic.unpacked(block.statements) AS said
            JOIN mosaic.text AS source ON source.id = said.source
            LEFT JOIN mosaic.text AS note ON note.id = said.note;
        COMMENT ON VIEW mosaic.statement IS
            'What each batch said, void or not, but for what it repeated; no status: it took back';
        """
}
