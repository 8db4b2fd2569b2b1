CREATE SEQUENCE "public"."folder_numbers" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "blobs" (
	"account_id" text NOT NULL,
	"sha256" text NOT NULL,
	"size" bigint NOT NULL,
	"mime" text NOT NULL,
	"type" text NOT NULL,
	"width" integer,
	"height" integer,
	"thumbhash" text,
	"exif" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"examined_at" timestamp (3) with time zone,
	"flaw" text,
	CONSTRAINT "blobs_account_id_sha256_pk" PRIMARY KEY("account_id","sha256"),
	CONSTRAINT "blobs_type" CHECK ("blobs"."type" in ('image', 'vector', 'video', 'audio', 'document', 'archive', 'other')),
	CONSTRAINT "blobs_hash" CHECK ("blobs"."sha256" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "blobs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "collection_files" (
	"account_id" text NOT NULL,
	"collection_id" text NOT NULL,
	"file_id" text NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_by" text NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by" text,
	"end_reason" text,
	CONSTRAINT "collection_files_account_id_collection_id_file_id_started_at_pk" PRIMARY KEY("account_id","collection_id","file_id","started_at")
);
--> statement-breakpoint
ALTER TABLE "collection_files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "collections" (
	"account_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text collate "C" NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"owner_id" text,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_by" text NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by" text,
	"end_reason" text,
	CONSTRAINT "collections_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
ALTER TABLE "collections" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "file_openings" (
	"account_id" text NOT NULL,
	"file_id" text NOT NULL,
	"opened_by" text NOT NULL,
	"day" date NOT NULL,
	"views" integer DEFAULT 0 NOT NULL,
	"downloads" integer DEFAULT 0 NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "file_openings_account_id_file_id_day_opened_by_pk" PRIMARY KEY("account_id","file_id","day","opened_by")
);
--> statement-breakpoint
ALTER TABLE "file_openings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "file_versions" (
	"account_id" text NOT NULL,
	"id" text NOT NULL,
	"file_id" text NOT NULL,
	"number" integer NOT NULL,
	"sha256" text NOT NULL,
	"restored_from" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	CONSTRAINT "file_versions_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
ALTER TABLE "file_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "files" (
	"account_id" text NOT NULL,
	"id" text NOT NULL,
	"folder_id" text,
	"name" text NOT NULL,
	"name_key" text collate "C" NOT NULL,
	"owner_id" text,
	"version" integer NOT NULL,
	"sha256" text NOT NULL,
	"type" text NOT NULL,
	"mime" text NOT NULL,
	"size" bigint NOT NULL,
	"width" integer,
	"height" integer,
	"thumbhash" text,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"trashed_at" timestamp (3) with time zone,
	"trashed_by" text,
	"purged_at" timestamp (3) with time zone,
	CONSTRAINT "files_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "files_type" CHECK ("files"."type" in ('image', 'vector', 'video', 'audio', 'document', 'archive', 'other'))
);
--> statement-breakpoint
CREATE TABLE "folders" (
	"account_id" text NOT NULL,
	"id" text NOT NULL,
	"parent_id" text,
	"name" text NOT NULL,
	"name_key" text collate "C" NOT NULL,
	"path" text collate "C" NOT NULL,
	"owner_id" text,
	"file_count" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"trashed_at" timestamp (3) with time zone,
	"trashed_by" text,
	"purged_at" timestamp (3) with time zone,
	"trashed_with" text,
	CONSTRAINT "folders_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "media_moves" (
	"account_id" text NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "media_moves_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"file_id" text,
	"folder_id" text,
	"from_id" text,
	"to_id" text,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "media_moves_account_id_number_pk" PRIMARY KEY("account_id","number"),
	CONSTRAINT "media_moves_one_item" CHECK (num_nonnulls("media_moves"."file_id", "media_moves"."folder_id") = 1)
);
--> statement-breakpoint
ALTER TABLE "media_moves" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "metadata_fields" (
	"account_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"choices" text[] DEFAULT '{}' NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_by" text NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by" text,
	"end_reason" text,
	CONSTRAINT "metadata_fields_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "metadata_fields_kind" CHECK ("metadata_fields"."kind" in ('text', 'number', 'date', 'choice'))
);
--> statement-breakpoint
ALTER TABLE "metadata_fields" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "access_requests" (
	"account_id" text NOT NULL,
	"id" text NOT NULL,
	"member_id" text NOT NULL,
	"folder_id" text NOT NULL,
	"level" text NOT NULL,
	"message" text DEFAULT '' NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_by" text NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by" text,
	"end_reason" text,
	CONSTRAINT "access_requests_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "access_requests_level" CHECK ("access_requests"."level" in ('view', 'contribute', 'manage'))
);
--> statement-breakpoint
ALTER TABLE "access_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "media_settings" (
	"account_id" text PRIMARY KEY NOT NULL,
	"link_days" integer,
	"link_passcode" boolean DEFAULT false NOT NULL,
	"link_download" boolean DEFAULT true NOT NULL
);
--> statement-breakpoint
ALTER TABLE "media_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "passcode_attempts" (
	"account_id" text NOT NULL,
	"link_id" text NOT NULL,
	"network" text NOT NULL,
	"failures" integer NOT NULL,
	"since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "passcode_attempts_account_id_link_id_network_pk" PRIMARY KEY("account_id","link_id","network")
);
--> statement-breakpoint
ALTER TABLE "passcode_attempts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "share_link_events" (
	"account_id" text NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "share_link_events_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"link_id" text NOT NULL,
	"kind" text NOT NULL,
	"file_id" text,
	"bot" boolean NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"ip" text,
	"user_agent" text,
	CONSTRAINT "share_link_events_account_id_number_pk" PRIMARY KEY("account_id","number")
);
--> statement-breakpoint
ALTER TABLE "share_link_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "share_link_revocations" (
	"account_id" text NOT NULL,
	"id" text NOT NULL,
	"link_id" text NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_by" text NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by" text,
	"end_reason" text,
	CONSTRAINT "share_link_revocations_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
ALTER TABLE "share_link_revocations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "share_links" (
	"account_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"file_id" text,
	"folder_id" text,
	"collection_id" text,
	"item_id" text GENERATED ALWAYS AS (coalesce(file_id, folder_id, collection_id)) STORED NOT NULL,
	"token_hash" text NOT NULL,
	"starts_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	"passcode_hash" text,
	"download" boolean DEFAULT true NOT NULL,
	"max_views" integer,
	"max_downloads" integer,
	"note" text DEFAULT '' NOT NULL,
	"views" integer DEFAULT 0 NOT NULL,
	"downloads" integer DEFAULT 0 NOT NULL,
	"uploads" integer DEFAULT 0 NOT NULL,
	"bot_views" integer DEFAULT 0 NOT NULL,
	"last_opened_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"owner_id" text,
	CONSTRAINT "share_links_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "share_links_tokenHash_unique" UNIQUE("token_hash"),
	CONSTRAINT "share_links_one_item" CHECK (num_nonnulls("share_links"."file_id", "share_links"."folder_id", "share_links"."collection_id") = 1),
	CONSTRAINT "share_links_request" CHECK ("share_links"."kind" = 'view' or "share_links"."folder_id" is not null),
	CONSTRAINT "share_links_kind" CHECK ("share_links"."kind" in ('view', 'request'))
);
--> statement-breakpoint
ALTER TABLE "share_links" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "shares" (
	"account_id" text NOT NULL,
	"id" text NOT NULL,
	"file_id" text,
	"folder_id" text,
	"collection_id" text,
	"item_id" text GENERATED ALWAYS AS (coalesce(file_id, folder_id, collection_id)) STORED NOT NULL,
	"member_id" text,
	"group_id" text,
	"grantee_id" text GENERATED ALWAYS AS (coalesce(member_id, group_id)) STORED NOT NULL,
	"level" text NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_by" text NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by" text,
	"end_reason" text,
	CONSTRAINT "shares_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "shares_one_item" CHECK (num_nonnulls("shares"."file_id", "shares"."folder_id", "shares"."collection_id") = 1),
	CONSTRAINT "shares_one_grantee" CHECK (num_nonnulls("shares"."member_id", "shares"."group_id") = 1),
	CONSTRAINT "shares_level" CHECK ("shares"."level" in ('view', 'contribute', 'manage'))
);
--> statement-breakpoint
ALTER TABLE "shares" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "uploads" (
	"account_id" text NOT NULL,
	"id" text PRIMARY KEY NOT NULL,
	"member_id" text,
	"link_id" text,
	"started_by" text NOT NULL,
	"folder_id" text,
	"file_id" text,
	"name" text NOT NULL,
	"size" bigint NOT NULL,
	"clash" text NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"result_id" text,
	CONSTRAINT "uploads_clash" CHECK ("uploads"."clash" in ('version', 'keep', 'skip'))
);
--> statement-breakpoint
ALTER TABLE "uploads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "blobs" ADD CONSTRAINT "blobs_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collection_files" ADD CONSTRAINT "collection_files_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collection_files" ADD CONSTRAINT "collection_files_collection" FOREIGN KEY ("account_id","collection_id") REFERENCES "public"."collections"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collection_files" ADD CONSTRAINT "collection_files_file" FOREIGN KEY ("account_id","file_id") REFERENCES "public"."files"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collections" ADD CONSTRAINT "collections_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collections" ADD CONSTRAINT "collections_owner" FOREIGN KEY ("account_id","owner_id") REFERENCES "public"."members"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_openings" ADD CONSTRAINT "file_openings_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_openings" ADD CONSTRAINT "file_openings_file" FOREIGN KEY ("account_id","file_id") REFERENCES "public"."files"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_versions" ADD CONSTRAINT "file_versions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_versions" ADD CONSTRAINT "file_versions_file" FOREIGN KEY ("account_id","file_id") REFERENCES "public"."files"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_versions" ADD CONSTRAINT "file_versions_blob" FOREIGN KEY ("account_id","sha256") REFERENCES "public"."blobs"("account_id","sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_folder" FOREIGN KEY ("account_id","folder_id") REFERENCES "public"."folders"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_owner" FOREIGN KEY ("account_id","owner_id") REFERENCES "public"."members"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "folders" ADD CONSTRAINT "folders_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "folders" ADD CONSTRAINT "folders_parent" FOREIGN KEY ("account_id","parent_id") REFERENCES "public"."folders"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "folders" ADD CONSTRAINT "folders_owner" FOREIGN KEY ("account_id","owner_id") REFERENCES "public"."members"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media_moves" ADD CONSTRAINT "media_moves_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media_moves" ADD CONSTRAINT "media_moves_file" FOREIGN KEY ("account_id","file_id") REFERENCES "public"."files"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media_moves" ADD CONSTRAINT "media_moves_folder" FOREIGN KEY ("account_id","folder_id") REFERENCES "public"."folders"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metadata_fields" ADD CONSTRAINT "metadata_fields_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_requests" ADD CONSTRAINT "access_requests_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_requests" ADD CONSTRAINT "access_requests_member" FOREIGN KEY ("account_id","member_id") REFERENCES "public"."members"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_requests" ADD CONSTRAINT "access_requests_folder" FOREIGN KEY ("account_id","folder_id") REFERENCES "public"."folders"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media_settings" ADD CONSTRAINT "media_settings_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passcode_attempts" ADD CONSTRAINT "passcode_attempts_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passcode_attempts" ADD CONSTRAINT "passcode_attempts_link" FOREIGN KEY ("account_id","link_id") REFERENCES "public"."share_links"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_link_events" ADD CONSTRAINT "share_link_events_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_link_events" ADD CONSTRAINT "share_link_events_link" FOREIGN KEY ("account_id","link_id") REFERENCES "public"."share_links"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_link_events" ADD CONSTRAINT "share_link_events_file" FOREIGN KEY ("account_id","file_id") REFERENCES "public"."files"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_link_revocations" ADD CONSTRAINT "share_link_revocations_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_link_revocations" ADD CONSTRAINT "share_link_revocations_link" FOREIGN KEY ("account_id","link_id") REFERENCES "public"."share_links"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_file" FOREIGN KEY ("account_id","file_id") REFERENCES "public"."files"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_folder" FOREIGN KEY ("account_id","folder_id") REFERENCES "public"."folders"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_collection" FOREIGN KEY ("account_id","collection_id") REFERENCES "public"."collections"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_owner" FOREIGN KEY ("account_id","owner_id") REFERENCES "public"."members"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_file" FOREIGN KEY ("account_id","file_id") REFERENCES "public"."files"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_folder" FOREIGN KEY ("account_id","folder_id") REFERENCES "public"."folders"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_collection" FOREIGN KEY ("account_id","collection_id") REFERENCES "public"."collections"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_member" FOREIGN KEY ("account_id","member_id") REFERENCES "public"."members"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_group" FOREIGN KEY ("account_id","group_id") REFERENCES "public"."groups"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_member" FOREIGN KEY ("account_id","member_id") REFERENCES "public"."members"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_link" FOREIGN KEY ("account_id","link_id") REFERENCES "public"."share_links"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_folder" FOREIGN KEY ("account_id","folder_id") REFERENCES "public"."folders"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_file" FOREIGN KEY ("account_id","file_id") REFERENCES "public"."files"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_result" FOREIGN KEY ("account_id","result_id") REFERENCES "public"."files"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "blobs_sha256" ON "blobs" USING btree ("sha256");--> statement-breakpoint
CREATE UNIQUE INDEX "collection_files_current" ON "collection_files" USING btree ("account_id","collection_id","file_id") WHERE "collection_files"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "collection_files_file_id" ON "collection_files" USING btree ("account_id","file_id");--> statement-breakpoint
CREATE INDEX "collections_listed" ON "collections" USING btree ("account_id","name_key","id") WHERE "collections"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "collections_owner_id" ON "collections" USING btree ("account_id","owner_id") WHERE "collections"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "file_versions_number" ON "file_versions" USING btree ("account_id","file_id","number");--> statement-breakpoint
CREATE INDEX "file_versions_sha256" ON "file_versions" USING btree ("account_id","sha256");--> statement-breakpoint
CREATE UNIQUE INDEX "files_name" ON "files" USING btree ("account_id",coalesce("folder_id", ''),lower("name")) WHERE "files"."trashed_at" is null;--> statement-breakpoint
CREATE INDEX "files_by_created" ON "files" USING btree ("account_id","created_at","id","folder_id") WHERE "files"."trashed_at" is null;--> statement-breakpoint
CREATE INDEX "files_by_name" ON "files" USING btree ("account_id","name_key","id","folder_id") WHERE "files"."trashed_at" is null;--> statement-breakpoint
CREATE INDEX "files_by_size" ON "files" USING btree ("account_id","size","id","folder_id") WHERE "files"."trashed_at" is null;--> statement-breakpoint
CREATE INDEX "files_in_folder_by_created" ON "files" USING btree ("account_id","folder_id","created_at","id") WHERE "files"."trashed_at" is null;--> statement-breakpoint
CREATE INDEX "files_in_folder_by_name" ON "files" USING btree ("account_id","folder_id","name_key","id") WHERE "files"."trashed_at" is null;--> statement-breakpoint
CREATE INDEX "files_owner_id" ON "files" USING btree ("account_id","owner_id","id") WHERE "files"."trashed_at" is null;--> statement-breakpoint
CREATE INDEX "files_sha256" ON "files" USING btree ("account_id","sha256");--> statement-breakpoint
CREATE INDEX "files_trash" ON "files" USING btree ("account_id","trashed_at","id") WHERE "files"."trashed_at" is not null and "files"."purged_at" is null;--> statement-breakpoint
CREATE INDEX "files_search" ON "files" USING gin ("name" gin_trgm_ops) WHERE "files"."trashed_at" is null;--> statement-breakpoint
CREATE INDEX "files_tags" ON "files" USING gin ("tags") WHERE "files"."trashed_at" is null;--> statement-breakpoint
CREATE INDEX "files_metadata" ON "files" USING gin ("metadata" jsonb_path_ops) WHERE "files"."trashed_at" is null;--> statement-breakpoint
CREATE INDEX "folders_path" ON "folders" USING btree ("account_id","path","id","trashed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "folders_name" ON "folders" USING btree ("account_id",coalesce("parent_id", ''),lower("name")) WHERE "folders"."trashed_at" is null;--> statement-breakpoint
CREATE INDEX "folders_listed" ON "folders" USING btree ("account_id","parent_id","name_key","id") WHERE "folders"."trashed_at" is null;--> statement-breakpoint
CREATE INDEX "folders_owner_id" ON "folders" USING btree ("account_id","owner_id");--> statement-breakpoint
CREATE INDEX "folders_trash" ON "folders" USING btree ("account_id","trashed_at","id") WHERE "folders"."trashed_at" is not null and "folders"."purged_at" is null;--> statement-breakpoint
CREATE INDEX "folders_search" ON "folders" USING gin ("name" gin_trgm_ops) WHERE "folders"."trashed_at" is null;--> statement-breakpoint
CREATE INDEX "media_moves_item" ON "media_moves" USING btree ("account_id",coalesce("file_id", "folder_id"),"at");--> statement-breakpoint
CREATE UNIQUE INDEX "metadata_fields_name" ON "metadata_fields" USING btree ("account_id",lower("name")) WHERE "metadata_fields"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "access_requests_current" ON "access_requests" USING btree ("account_id","member_id","folder_id") WHERE "access_requests"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "access_requests_folder_id" ON "access_requests" USING btree ("account_id","folder_id");--> statement-breakpoint
CREATE INDEX "share_link_events_link_id" ON "share_link_events" USING btree ("account_id","link_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "share_link_revocations_current" ON "share_link_revocations" USING btree ("account_id","link_id") WHERE "share_link_revocations"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "share_links_item" ON "share_links" USING btree ("account_id","item_id");--> statement-breakpoint
CREATE INDEX "share_links_listed" ON "share_links" USING btree ("account_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "shares_current" ON "shares" USING btree ("account_id","grantee_id","item_id") WHERE "shares"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "shares_item" ON "shares" USING btree ("account_id","item_id");--> statement-breakpoint
CREATE INDEX "shares_expiry" ON "shares" USING btree ("expires_at") WHERE "shares"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "uploads_expiry" ON "uploads" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "uploads_unfinished" ON "uploads" USING btree ("account_id","started_by","id") WHERE "uploads"."finished_at" is null;--> statement-breakpoint
CREATE POLICY "of_account" ON "blobs" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "blobs" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "of_account" ON "collection_files" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "collection_files" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "of_account" ON "collections" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "collections" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "of_account" ON "file_openings" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "file_openings" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "of_account" ON "file_versions" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "file_versions" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "of_account" ON "media_moves" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "media_moves" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "of_account" ON "metadata_fields" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "metadata_fields" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "of_account" ON "access_requests" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "access_requests" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "of_account" ON "media_settings" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "media_settings" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "of_account" ON "passcode_attempts" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "passcode_attempts" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "of_account" ON "share_link_events" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "share_link_events" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "of_account" ON "share_link_revocations" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "share_link_revocations" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "of_account" ON "share_links" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "share_links" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "of_account" ON "shares" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "shares" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "of_account" ON "uploads" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "uploads" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);