GRANT DELETE ON purge_changes TO aperture_app;--> statement-breakpoint
UPDATE purge_hooks SET names = CASE WHEN url || body LIKE '%{{url%' THEN 'urls' ELSE 'prefixes' END;--> statement-breakpoint
UPDATE purge_calls c SET names = h.names FROM purge_hooks h WHERE h.account_id = c.account_id;--> statement-breakpoint

-- What a mark names is kept for the CDN in front, unless a purge tells it already. Under keys, files and folders have keys of
-- their own, whatever our caches have given up since; else it is told of the addresses that the caches know.
CREATE OR REPLACE FUNCTION keep_changes_for_hook() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF current_setting('app.purging', true) = 'yes' THEN RETURN NULL; END IF;
  INSERT INTO purge_changes (account_id, kind, source_id, target, why, changed_by)
    SELECT c.account_id, c.kind, c.source_id, c.target, 'Changed in the library', 'system' FROM (
      SELECT m.account_id, m.kind, '' AS source_id, m.target FROM new_marks m
      WHERE m.kind IN ('file', 'folder') AND EXISTS (
        -- Signed answers are for nobody's cache but the reader's own.
        SELECT FROM sources s JOIN deployments d ON d.account_id = s.account_id AND d.source_id = s.id AND d.number = s.deployment
        WHERE s.account_id = m.account_id AND s.type = 'library' AND s.status NOT IN ('disabled', 'deleted')
          AND NOT coalesce((d.config ->> 'signedOnly')::boolean, false))
      UNION SELECT m.account_id, 'path', r.source_id, r.path FROM new_marks m
      JOIN purge_hooks h ON h.account_id = m.account_id AND h.names <> 'keys'
      JOIN cached_renders r ON r.account_id = m.account_id AND r.file_ids @> ARRAY[m.target] WHERE m.kind = 'file'
      UNION SELECT m.account_id, 'path', r.source_id, r.path FROM new_marks m
      JOIN purge_hooks h ON h.account_id = m.account_id AND h.names <> 'keys'
      JOIN cached_renders r ON r.account_id = m.account_id AND r.folder_ids @> ARRAY[m.target] WHERE m.kind = 'folder') c
    WHERE EXISTS (SELECT FROM purge_hooks h WHERE h.account_id = c.account_id)
    ON CONFLICT DO NOTHING;
  IF FOUND THEN
    PERFORM enqueue('forwardChanges', json_build_object('accountId', m.account_id), 'forwardChanges ' || m.account_id)
      FROM (SELECT DISTINCT account_id FROM new_marks) m;
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint

-- A source that answers otherwise from now on: disabled, deleted, or deployed with other settings.
CREATE FUNCTION keep_source_changes_for_hook() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO purge_changes (account_id, kind, source_id, hosts, why, changed_by)
    SELECT n.account_id, 'source', n.id,
      array(SELECT o.domain FROM source_domains o WHERE o.account_id = n.account_id AND o.source_id = n.id), c.why, c.changed_by
    FROM new_rows n JOIN old_rows o ON o.account_id = n.account_id AND o.id = n.id
      JOIN purge_hooks h ON h.account_id = n.account_id,
      LATERAL (
        SELECT 'Source deleted' AS why, n.deleted_by AS changed_by WHERE n.status = 'deleted' AND o.status <> 'deleted'
        UNION ALL SELECT 'Source disabled', n.disabled_by WHERE n.status = 'disabled' AND o.status <> 'disabled'
        UNION ALL SELECT 'Deployed with other settings', a.started_by FROM deployments a JOIN deployments b
          ON b.account_id = a.account_id AND b.source_id = a.source_id AND b.number = o.deployment
          WHERE a.account_id = n.account_id AND a.source_id = n.id AND a.number = n.deployment AND a.config <> b.config) c
    WHERE o.deployment IS NOT NULL
    ON CONFLICT (account_id, kind, source_id, target) DO UPDATE
      SET hosts = purge_changes.hosts || excluded.hosts, why = excluded.why, changed_by = excluded.changed_by;
  IF FOUND THEN
    PERFORM enqueue('forwardChanges', json_build_object('accountId', n.account_id), 'forwardChanges ' || n.account_id)
      FROM (SELECT DISTINCT account_id FROM new_rows) n;
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER sources_kept_for_hook AFTER UPDATE ON sources REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION keep_source_changes_for_hook();
