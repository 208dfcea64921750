-- Which layout a document was printed in, and what the layouts tried before it did not show.
alter table documents
  add column layout text check (layout in ('issued', 'in_force', 'platform')),
  add column layout_problems jsonb not null default '[]';
grant update (layout, layout_problems) on documents to efk_worker;
-- The few documents that their chain's own layout could not print: what the chain's admins are shown.
create index documents_not_in_own_layout on documents (tenant_id, ready_at desc) where layout_problems <> '[]';

-- A preview is looked at by an editor, or proves a layout before it is published.
alter table template_previews
  add column purpose text not null default 'look' check (purpose in ('look', 'proof'));
