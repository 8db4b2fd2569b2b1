-- A source that answers otherwise from now on: disabled, deleted, deployed with other settings, or at another address, whose
-- old one may be another account's next.
CREATE OR REPLACE FUNCTION keep_source_changes_for_hook() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO purge_changes (account_id, kind, source_id, hosts, slugs, why, changed_by)
    SELECT n.account_id, 'source', n.id,
      array(SELECT o.domain FROM source_domains o WHERE o.account_id = n.account_id AND o.source_id = n.id),
      ARRAY[o.slug], c.why, c.changed_by
    FROM new_rows n JOIN old_rows o ON o.account_id = n.account_id AND o.id = n.id
      JOIN purge_hooks h ON h.account_id = n.account_id,
      LATERAL (
        SELECT 'Source deleted' AS why, n.deleted_by AS changed_by WHERE n.status = 'deleted' AND o.status <> 'deleted'
        UNION ALL SELECT 'Source disabled', n.disabled_by WHERE n.status = 'disabled' AND o.status <> 'disabled'
        UNION ALL SELECT 'Address of the source changed', n.moved_by WHERE n.slug <> o.slug
        UNION ALL SELECT 'Deployed with other settings', a.started_by FROM deployments a JOIN deployments b
          ON b.account_id = a.account_id AND b.source_id = a.source_id AND b.number = o.deployment
          WHERE a.account_id = n.account_id AND a.source_id = n.id AND a.number = n.deployment AND a.config <> b.config) c
    WHERE o.deployment IS NOT NULL
    ON CONFLICT (account_id, kind, source_id, target) DO UPDATE
      SET hosts = purge_changes.hosts || excluded.hosts, slugs = purge_changes.slugs || excluded.slugs, why = excluded.why,
        changed_by = excluded.changed_by;
  IF FOUND THEN
    PERFORM enqueue('forwardChanges', json_build_object('accountId', n.account_id), 'forwardChanges ' || n.account_id)
      FROM (SELECT DISTINCT account_id FROM new_rows) n;
  END IF;
  RETURN NULL;
END $$;
