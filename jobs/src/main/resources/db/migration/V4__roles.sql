-- Who may do what: monitoring_owner changes the schema, monitoring_writer writes rows, monitoring_reader sees the
-- current_... views, the ..._known_at functions and the version of the schema. Called after every migration; may be called again at any time.
CREATE FUNCTION monitoring.grant_roles() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    name text;
    object record;
BEGIN
    FOREACH name IN ARRAY ARRAY['monitoring_owner', 'monitoring_writer', 'monitoring_reader'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            IF NOT (SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user) THEN
                RAISE NOTICE 'Role % does not exist and % may not create roles. Let an administrator create '
                    'monitoring_owner, monitoring_writer and monitoring_reader, then run: SELECT monitoring.grant_roles();',
                    name, current_user;
                RETURN 'skipped: role ' || name || ' is missing and ' || current_user || ' may not create it';
            END IF;
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', name);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL; -- Another database of this server created it just now.
            END;
        END IF;
    END LOOP;

    GRANT USAGE ON SCHEMA monitoring TO monitoring_writer, monitoring_reader;
    GRANT USAGE, CREATE ON SCHEMA monitoring TO monitoring_owner;
    GRANT ALL ON ALL TABLES IN SCHEMA monitoring TO monitoring_owner;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA monitoring TO monitoring_writer;
    REVOKE INSERT, UPDATE, DELETE ON monitoring.flyway_schema_history FROM monitoring_writer;
    GRANT SELECT ON monitoring.flyway_schema_history TO monitoring_reader;
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA monitoring TO monitoring_owner, monitoring_writer;
    REVOKE ALL ON ALL FUNCTIONS IN SCHEMA monitoring FROM PUBLIC;
    FOR object IN
        SELECT p.oid::regprocedure AS name FROM pg_proc p
        WHERE p.pronamespace = 'monitoring'::regnamespace AND p.proname LIKE '%\_known\_at'
    LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO monitoring_owner, monitoring_writer, monitoring_reader', object.name);
    END LOOP;
    FOR object IN
        SELECT c.oid::regclass AS name FROM pg_class c
        WHERE c.relnamespace = 'monitoring'::regnamespace AND c.relkind = 'v' AND c.relname LIKE 'current\_%'
    LOOP
        EXECUTE format('GRANT SELECT ON %s TO monitoring_reader', object.name);
    END LOOP;
    RETURN monitoring.hand_over();
END
$$;
COMMENT ON FUNCTION monitoring.grant_roles() IS
    'Creates the roles monitoring_owner, monitoring_writer and monitoring_reader if the caller may, and gives them their rights; says what it did.';

CREATE FUNCTION monitoring.hand_over() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    object record;
BEGIN
    IF NOT pg_has_role(current_user, 'monitoring_owner', 'MEMBER') THEN
        EXECUTE format('GRANT monitoring_owner TO %I', current_user);
    END IF;
    ALTER SCHEMA monitoring OWNER TO monitoring_owner;
    FOR object IN
        SELECT c.oid::regclass AS name, CASE c.relkind WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END AS kind FROM pg_class c
        WHERE c.relnamespace = 'monitoring'::regnamespace AND c.relkind IN ('r', 'v')
            AND c.relname <> 'flyway_schema_history' AND pg_get_userbyid(c.relowner) <> 'monitoring_owner'
    LOOP
        EXECUTE format('ALTER %s %s OWNER TO monitoring_owner', object.kind, object.name);
    END LOOP;
    FOR object IN
        SELECT p.oid::regprocedure AS name FROM pg_proc p
        WHERE p.pronamespace = 'monitoring'::regnamespace AND pg_get_userbyid(p.proowner) <> 'monitoring_owner'
    LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO monitoring_owner', object.name);
    END LOOP;
    RETURN 'granted';
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE '% keeps the schema monitoring: it may not hand it over to monitoring_owner (%).', current_user, SQLERRM;
    RETURN 'granted; ' || current_user || ' keeps the schema: it may not hand it over to monitoring_owner';
END
$$;
COMMENT ON FUNCTION monitoring.hand_over() IS
    'Makes monitoring_owner the owner of the schema, if the caller may; part of grant_roles().';
