-- Subtrees as ranges of paths, so that ranges within others melt into them.
CREATE TYPE pathrange AS RANGE (subtype = text, collation = "C", multirange_type_name = pathmultirange);--> statement-breakpoint

-- Keeps folders.file_count, the files directly in a folder that are not in the trash, and the sums of their account.
CREATE OR REPLACE FUNCTION count_files_of_folders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    WITH changed AS (
      SELECT account_id, folder_id, count(*)::int AS files FROM new_files WHERE trashed_at IS NULL GROUP BY account_id, folder_id
    ), counted AS (
      UPDATE folders d SET file_count = d.file_count + c.files FROM changed c WHERE d.account_id = c.account_id AND d.id = c.folder_id)
    INSERT INTO file_counts AS t (account_id, files, at_root)
      SELECT account_id, sum(files), coalesce(sum(files) FILTER (WHERE folder_id IS NULL), 0) FROM changed GROUP BY account_id
      ON CONFLICT (account_id) DO UPDATE SET files = t.files + excluded.files, at_root = t.at_root + excluded.at_root;
  ELSE
    WITH changed AS (
      SELECT account_id, folder_id, sum(files)::int AS files FROM (
        SELECT account_id, folder_id, 1 AS files FROM new_files WHERE trashed_at IS NULL
        UNION ALL SELECT account_id, folder_id, -1 FROM old_files WHERE trashed_at IS NULL) each_file
      GROUP BY account_id, folder_id HAVING sum(files) <> 0
    ), counted AS (
      UPDATE folders d SET file_count = d.file_count + c.files FROM changed c WHERE d.account_id = c.account_id AND d.id = c.folder_id)
    INSERT INTO file_counts AS t (account_id, files, at_root)
      SELECT account_id, sum(files), coalesce(sum(files) FILTER (WHERE folder_id IS NULL), 0) FROM changed GROUP BY account_id
      ON CONFLICT (account_id) DO UPDATE SET files = t.files + excluded.files, at_root = t.at_root + excluded.at_root;
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
INSERT INTO file_counts (account_id, files, at_root)
  SELECT account_id, count(*), count(*) FILTER (WHERE folder_id IS NULL) FROM files WHERE trashed_at IS NULL GROUP BY account_id;
