-- What the check found when the draft was saved, so that opening the editor checks nothing. Null where there is no draft.
alter table templates add column draft_errors jsonb;
grant update (draft_errors) on templates to efk_admin;
