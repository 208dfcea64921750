-- Counted before an attempt begins, so that a preview that kills its worker is given up.
alter table template_previews add column attempts integer not null default 0;
grant update (attempts) on template_previews to efk_worker;
