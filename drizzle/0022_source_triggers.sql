GRANT DELETE ON source_domains TO aperture_app, aperture_system;--> statement-breakpoint

-- Every server keeps what it delivers in memory and drops it when told.
CREATE FUNCTION notify_sources() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('sources', '');
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER sources_changed AFTER INSERT OR UPDATE ON sources FOR EACH STATEMENT EXECUTE FUNCTION notify_sources();--> statement-breakpoint
CREATE TRIGGER source_domains_changed AFTER INSERT OR UPDATE OR DELETE ON source_domains
  FOR EACH STATEMENT EXECUTE FUNCTION notify_sources();--> statement-breakpoint
-- Open pages follow the log of a deployment.
CREATE FUNCTION notify_deployments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('deployments', NEW.account_id);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER deployments_changed AFTER INSERT OR UPDATE ON deployments FOR EACH ROW EXECUTE FUNCTION notify_deployments();--> statement-breakpoint

-- Every account has a source of its library from its first moment on. Its pictures need a signed address until someone opens it.
CREATE FUNCTION add_library_source() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  source text := 'src_' || left(replace(gen_random_uuid()::text, '-', ''), 24);
  address text := NEW.slug;
  attempt integer := 1;
BEGIN
  LOOP
    INSERT INTO sources (account_id, id, slug, name, type, status, deployment, created_at, created_by)
      VALUES (NEW.id, source, address, 'Media library', 'library', 'deployed', 1, NEW.created_at, 'system')
      ON CONFLICT (slug) DO NOTHING;
    EXIT WHEN FOUND;
    attempt := attempt + 1;
    address := NEW.slug || '-' || attempt;
  END LOOP;
  INSERT INTO deployments (account_id, id, source_id, number, status, config, started_at, started_by, started_by_name, finished_at)
    VALUES (NEW.id, 'dep_' || substr(source, 5), source, 1, 'deployed', '{"signedOnly": true}', NEW.created_at, 'system', 'Aperture', NEW.created_at);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER accounts_library AFTER INSERT ON accounts FOR EACH ROW EXECUTE FUNCTION add_library_source();--> statement-breakpoint
-- The same for those that are there already: the trigger runs once for each of them.
CREATE TRIGGER accounts_library_once AFTER UPDATE ON accounts FOR EACH ROW EXECUTE FUNCTION add_library_source();--> statement-breakpoint
UPDATE accounts SET slug = slug;--> statement-breakpoint
DROP TRIGGER accounts_library_once ON accounts;
