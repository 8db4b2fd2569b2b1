-- What becomes private, or public, is forgotten by every cache, whoever wrote the change.
CREATE FUNCTION forget_private_media() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO purge_marks (account_id, kind, target)
    VALUES (NEW.account_id, CASE WHEN NEW.folder_id IS NULL THEN 'file' ELSE 'folder' END, NEW.item_id);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER private_media_forgotten AFTER INSERT OR UPDATE ON private_media
  FOR EACH ROW EXECUTE FUNCTION forget_private_media();
