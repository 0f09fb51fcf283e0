-- The warehouse, declared once. One build is one file; readers never write it.
--
-- Texts stand in three columns _en, _fr, _ar, those of the catalogue also in the table text, which
-- holds every language. Moments are UTC. Dates of the register are ISO text of
-- reduced precision (2025, 2025-05, 2025-05-06), because a source often says no more. The tables
-- of the network register stand from the first build on; they are empty until its files are there.

create table build_info (
  build_id varchar primary key,
  built_at timestamp not null,
  origin varchar not null check (origin in ('live', 'snapshot', 'mixed')),
  app_version varchar not null,
  audience varchar not null check (audience in ('public', 'members', 'secretariat')),
  data_date date not null,
  schema_version integer not null
);
comment on table build_info is 'The stamp of this build: one row.';
comment on column build_info.build_id is 'Id of the build, YYYYMMDDTHHMMSSZ-xxxx.';
comment on column build_info.built_at is 'When the build was made, UTC.';
comment on column build_info.origin is 'Where its observations come from.';
comment on column build_info.app_version is 'Version of the product that made it.';
comment on column build_info.audience is 'The audience it was made for; it holds nothing above it.';
comment on column build_info.data_date is 'The latest day on which any of its figures were obtained.';
comment on column build_info.schema_version is 'Version of these tables.';

create table text (
  owner varchar not null,
  field varchar not null,
  lang varchar not null,
  text varchar not null,
  primary key (owner, field, lang)
);
comment on table text is 'Texts of the catalogue in every language: one row an owner, a field and a language.';
comment on column text.owner is 'What the text is of: kind and id, such as indicators.neet_rate or countries.TUR.';
comment on column text.field is 'Which of its texts: name, short, publisher, definition, caveat or denominator.';
comment on column text.lang is 'Code of the language.';
comment on column text.text is 'The text.';

create table unit (
  unit_id varchar primary key,
  name_en varchar not null,
  name_fr varchar not null,
  name_ar varchar not null,
  short_en varchar not null,
  short_fr varchar not null,
  short_ar varchar not null,
  decimals integer not null check (decimals between 0 and 6)
);
comment on table unit is 'Units of measure: one row a unit.';
comment on column unit.unit_id is 'Id of the unit.';
comment on column unit.name_en is 'Name in English.';
comment on column unit.name_fr is 'Name in French.';
comment on column unit.name_ar is 'Name in Arabic.';
comment on column unit.short_en is 'Short form on axes, English.';
comment on column unit.short_fr is 'Short form on axes, French.';
comment on column unit.short_ar is 'Short form on axes, Arabic.';
comment on column unit.decimals is 'Decimals with which values are written.';

create table source (
  source_id varchar primary key,
  name_en varchar not null,
  name_fr varchar not null,
  name_ar varchar not null,
  publisher_en varchar not null,
  publisher_fr varchar not null,
  publisher_ar varchar not null,
  licence varchar not null,
  licence_url varchar not null,
  citation varchar not null,
  homepage varchar not null,
  live boolean not null,
  rate_per_second double not null
);
comment on table source is 'Sources of figures: one row a source.';
comment on column source.source_id is 'Id of the source.';
comment on column source.name_en is 'Name in English.';
comment on column source.name_fr is 'Name in French.';
comment on column source.name_ar is 'Name in Arabic.';
comment on column source.publisher_en is 'Publisher, English.';
comment on column source.publisher_fr is 'Publisher, French.';
comment on column source.publisher_ar is 'Publisher, Arabic.';
comment on column source.licence is 'Licence of the figures.';
comment on column source.licence_url is 'Address of the licence.';
comment on column source.citation is 'How the publisher wishes to be cited.';
comment on column source.homepage is 'Address of the source.';
comment on column source.live is 'Whether a refresh asks it; false is snapshot-only.';
comment on column source.rate_per_second is 'Requests a second that we allow ourselves.';

create table indicator (
  indicator_id varchar primary key,
  position integer not null,
  name_en varchar not null,
  name_fr varchar not null,
  name_ar varchar not null,
  definition_en varchar not null,
  definition_fr varchar not null,
  definition_ar varchar not null,
  caveat_en varchar not null,
  caveat_fr varchar not null,
  caveat_ar varchar not null,
  unit varchar not null references unit,
  better varchar not null check (better in ('lower', 'higher', 'neither')),
  lower_bound double,
  upper_bound double,
  theme varchar not null
    check (
      theme in ('youth_unemployment', 'neet', 'entrepreneurship', 'skills', 'context', 'weights')
    ),
  sdg varchar,
  weight_indicator_id varchar,
  weight_fallback_id varchar,
  discontinued boolean not null
);
comment on table indicator is 'What is measured: one row an indicator.';
comment on column indicator.indicator_id is 'Id of the indicator.';
comment on column indicator.position is 'Order of the catalogue.';
comment on column indicator.name_en is 'Name in English.';
comment on column indicator.name_fr is 'Name in French.';
comment on column indicator.name_ar is 'Name in Arabic.';
comment on column indicator.definition_en is 'Definition in English.';
comment on column indicator.definition_fr is 'Definition in French.';
comment on column indicator.definition_ar is 'Definition in Arabic.';
comment on column indicator.caveat_en is 'What to know before using it, English.';
comment on column indicator.caveat_fr is 'What to know before using it, French.';
comment on column indicator.caveat_ar is 'What to know before using it, Arabic.';
comment on column indicator.unit is 'Unit of its values.';
comment on column indicator.better is 'Agreed direction; colours only.';
comment on column indicator.lower_bound is 'Values below are kept out as findings; empty is no bound.';
comment on column indicator.upper_bound is 'Values above are kept out as findings; empty is no bound.';
comment on column indicator.theme is 'Theme.';
comment on column indicator.sdg is 'Number of the SDG indicator, if it is one.';
comment on column indicator.weight_indicator_id is 'Denominator by which group aggregates are weighted.';
comment on column indicator.weight_fallback_id is 'Weight where the first is not collected.';
comment on column indicator.discontinued is 'Whether the publisher has ended it.';

create table series (
  series_id varchar primary key,
  position integer not null,
  indicator_id varchar not null references indicator,
  source_id varchar not null references source,
  code varchar not null,
  sex varchar not null check (sex in ('T', 'M', 'F')),
  kind varchar not null check (kind in ('reported', 'compiled', 'modelled')),
  vintage varchar,
  edition varchar,
  how_obtained varchar,
  served_from varchar not null
    check (served_from in ('live', 'archive', 'snapshot', 'derived', 'none')),
  obtained_on date,
  derivation varchar,
  n_values integer not null,
  first_year integer,
  last_year integer,
  members integer not null,
  last_estimate integer
);
comment on table series is 'One code of one source for one sex: one row a series.';
comment on column series.series_id is 'source:CODE, or source:CODE:SEX where a code holds several.';
comment on column series.position is 'Order of the catalogue.';
comment on column series.indicator_id is 'The indicator that it measures.';
comment on column series.source_id is 'The source that publishes it.';
comment on column series.code is 'The source''s own code.';
comment on column series.sex is 'T both, M men, F women.';
comment on column series.kind is 'National values, values compiled by an international survey or body, or model estimates.';
comment on column series.vintage is 'The release behind its values; empty without values.';
comment on column series.edition is 'Edition of the ILO modelled estimates, YYYY-MM; its year and later are projections.';
comment on column series.how_obtained is 'The way from the publisher to this build.';
comment on column series.served_from is 'Live pull of this refresh, an earlier pull, the embedded snapshot, other series, or nothing.';
comment on column series.obtained_on is 'Day on which its figures were obtained.';
comment on column series.derivation is 'The arithmetic, for a derived series.';
comment on column series.n_values is 'How many observations it has.';
comment on column series.first_year is 'Its first year.';
comment on column series.last_year is 'Its last year, projections included.';
comment on column series.members is 'Member states with a value that is no projection.';
comment on column series.last_estimate is 'Last year of such a value among the members.';

create table country (
  iso3 varchar primary key,
  iso2 varchar not null,
  m49 varchar,
  name_en varchar not null,
  name_fr varchar not null,
  name_ar varchar not null,
  region varchar not null,
  income_group varchar not null,
  is_aggregate boolean not null,
  is_oic boolean not null
);
comment on table country is 'Economies and aggregates of the World Bank''s list: one row an area.';
comment on column country.iso3 is 'ISO 3166 alpha-3 code, or the World Bank''s code of an aggregate.';
comment on column country.iso2 is 'Two-letter code of the World Bank.';
comment on column country.m49 is 'UN M49 code, three digits; empty where there is none.';
comment on column country.name_en is 'Name in English; for the 57, the OIC''s.';
comment on column country.name_fr is 'Name in French.';
comment on column country.name_ar is 'Name in Arabic.';
comment on column country.region is 'World Bank region.';
comment on column country.income_group is 'World Bank income group.';
comment on column country.is_aggregate is 'Whether it is a group of economies.';
comment on column country.is_oic is 'Whether it is one of the 57 member states.';

create table group_list (
  group_id varchar primary key,
  position integer not null,
  kind varchar not null
    check (kind in ('oic', 'oic_region', 'sesric_region', 'income', 'comparison', 'world')),
  name_en varchar not null,
  name_fr varchar not null,
  name_ar varchar not null,
  list_source varchar not null,
  list_url varchar not null,
  list_date varchar not null,
  published_as varchar references country
);
comment on table group_list is 'Named groups of areas: one row a group.';
comment on column group_list.group_id is 'Id of the group.';
comment on column group_list.position is 'Order of the catalogue.';
comment on column group_list.kind is 'What kind of group it is.';
comment on column group_list.name_en is 'Name in English.';
comment on column group_list.name_fr is 'Name in French.';
comment on column group_list.name_ar is 'Name in Arabic.';
comment on column group_list.list_source is 'Whose list it is.';
comment on column group_list.list_url is 'Where the list is published.';
comment on column group_list.list_date is 'Date of the list.';
comment on column group_list.published_as is 'The publisher''s own aggregate of the same name, if there is one.';

create table area_group (
  group_id varchar not null references group_list,
  iso3 varchar not null references country,
  from_year integer,
  to_year integer,
  primary key (group_id, iso3)
);
comment on table area_group is 'Which areas a group holds: one row group x area.';
comment on column area_group.group_id is 'The group.';
comment on column area_group.iso3 is 'The area.';
comment on column area_group.from_year is 'First year of membership; empty is open.';
comment on column area_group.to_year is 'Last year of membership; empty is open.';

create table indicator_lead (
  place varchar not null,
  position integer not null,
  indicator_id varchar not null references indicator,
  primary key (place, position),
  unique (place, indicator_id)
);
comment on table indicator_lead is 'Which indicators stand first where, in order: one row a place and indicator.';
comment on column indicator_lead.place is 'Part of a page, deck or brief.';
comment on column indicator_lead.position is 'Order in that place, from 0.';
comment on column indicator_lead.indicator_id is 'The indicator.';

create table group_lead (
  place varchar not null,
  position integer not null,
  group_id varchar not null references group_list,
  primary key (place, position),
  unique (place, group_id)
);
comment on table group_lead is 'Which groups stand first where, in order: one row a place and group.';
comment on column group_lead.place is 'Part of a page, deck or brief.';
comment on column group_lead.position is 'Order in that place, from 0.';
comment on column group_lead.group_id is 'The group.';

create table observation (
  series_id varchar not null,
  iso3 varchar not null,
  year integer not null check (year between 1900 and 2100),
  value double not null check (isfinite(value)),
  estimate varchar not null
    check (estimate in ('reported', 'compiled', 'modelled', 'imputed', 'projected')),
  supported boolean,
  standard varchar check (standard in ('13', '19')),
  status varchar,
  note varchar,
  survey varchar,
  break_marked boolean not null default false,
  primary key (series_id, iso3, year)
);
comment on table observation is 'The figures: one row series x area x year.';
comment on column observation.series_id is 'The series.';
comment on column observation.iso3 is 'The area.';
comment on column observation.year is 'Reference year.';
comment on column observation.value is 'The source''s value to its last digit, in the indicator''s unit.';
comment on column observation.estimate is 'Estimate type of this value.';
comment on column observation.supported is 'For a value that is neither reported nor compiled: whether a national one supports it (methods M2).';
comment on column observation.standard is 'ICLS standard, where the source says so.';
comment on column observation.status is 'Observation status as the source writes it.';
comment on column observation.note is 'Notes as the source writes them.';
comment on column observation.survey is 'Code of the survey or register behind a national value, of the source or of another with the same value.';
comment on column observation.break_marked is 'Whether a national source marks a break in that year, or in a year since the value before that the series leaves out, or names another survey in such a year.';

create table aggregate (
  group_id varchar not null,
  series_id varchar not null,
  year integer not null,
  value double,
  n integer not null,
  n_members integer not null,
  coverage double,
  weight_name varchar,
  median double,
  largest_iso3 varchar,
  largest_share double,
  loo_low double,
  loo_high double,
  label varchar not null check (label in (
    'published', 'large_members_only', 'below_coverage', 'large_member_absent'
  )),
  estimate varchar not null
    check (estimate in ('reported', 'compiled', 'modelled', 'projected')),
  set_changed boolean not null,
  absent_iso3 varchar,
  primary key (group_id, series_id, year)
);
comment on table aggregate is 'Our group aggregates by method M1: one row group x series x year.';
comment on column aggregate.group_id is 'The group.';
comment on column aggregate.series_id is 'The series that is aggregated.';
comment on column aggregate.year is 'Reference year.';
comment on column aggregate.value is 'Weighted mean, in the series'' unit; empty where `label` says that it is withheld.';
comment on column aggregate.n is 'Members with a value and a weight.';
comment on column aggregate.n_members is 'Members of the group in that year.';
comment on column aggregate.coverage is 'Observed share of the group''s weight, 0 to 1.';
comment on column aggregate.weight_name is 'Indicator used as weight.';
comment on column aggregate.median is 'Unweighted median of the members with a value.';
comment on column aggregate.largest_iso3 is 'Member with the largest weight.';
comment on column aggregate.largest_share is 'Its share of the observed weight, 0 to 1.';
comment on column aggregate.loo_low is 'Least mean that leaving out one member gives.';
comment on column aggregate.loo_high is 'Greatest mean that leaving out one member gives.';
comment on column aggregate.label is 'What the coverage gate said.';
comment on column aggregate.estimate is 'Projected if any input is, else modelled if any is, else compiled if any is.';
comment on column aggregate.set_changed is 'Whether the set of members differs from the year before.';
comment on column aggregate.absent_iso3 is 'Largest member with more than a tenth of the weight and no value.';

create table coverage (
  indicator_id varchar not null references indicator,
  iso3 varchar not null references country,
  year integer,
  estimate varchar,
  series_id varchar,
  primary key (indicator_id, iso3)
);
comment on table coverage is 'The latest value of each indicator and member, both sexes together, national before modelled, no projection: one row indicator x member.';
comment on column coverage.indicator_id is 'The indicator.';
comment on column coverage.iso3 is 'The member.';
comment on column coverage.year is 'Year of the latest value; empty where there is none.';
comment on column coverage.estimate is 'Estimate type of that value.';
comment on column coverage.series_id is 'Series of that value.';

create table payload (
  payload_id varchar primary key,
  source_id varchar not null,
  url varchar not null,
  fetched_at timestamp not null,
  sha256 varchar not null,
  status integer not null,
  bytes bigint not null,
  release varchar
);
comment on table payload is 'What was fetched for this build: one row an archived answer.';
comment on column payload.payload_id is 'Id of the payload in the archive.';
comment on column payload.source_id is 'The source that was asked.';
comment on column payload.url is 'What was asked.';
comment on column payload.fetched_at is 'When it was answered, UTC.';
comment on column payload.sha256 is 'Fingerprint of the body.';
comment on column payload.status is 'HTTP status.';
comment on column payload.bytes is 'Size of the body.';
comment on column payload.release is 'The source''s own release key, where it gives one.';

create table finding (
  severity varchar not null check (severity in ('error', 'warning', 'info')),
  check_name varchar not null,
  place varchar not null,
  found varchar not null,
  expected varchar not null,
  series_id varchar,
  iso3 varchar,
  year integer
);
comment on table finding is 'What the checks of this build said: one row a finding.';
comment on column finding.severity is 'How grave it is.';
comment on column finding.check_name is 'The check that speaks.';
comment on column finding.place is 'Where: a file, a table, a series, a value.';
comment on column finding.found is 'What was found.';
comment on column finding.expected is 'What was expected.';
comment on column finding.series_id is 'The series, if it is about one.';
comment on column finding.iso3 is 'The area, if it is about one.';
comment on column finding.year is 'The year, if it is about one.';

create table revision (
  series_id varchar not null,
  iso3 varchar not null,
  year integer not null,
  change varchar not null check (change in ('new', 'revised', 'gone')),
  before_value double,
  after_value double,
  before_build varchar not null
);
comment on table revision is 'What changed against the build before: one row a value.';
comment on column revision.series_id is 'The series.';
comment on column revision.iso3 is 'The area.';
comment on column revision.year is 'Reference year.';
comment on column revision.change is 'Kind of change.';
comment on column revision.before_value is 'Value in the build before.';
comment on column revision.after_value is 'Value in this build.';
comment on column revision.before_build is 'Id of the build before.';

create table register_change (
  table_name varchar not null,
  row_key varchar not null,
  change varchar not null check (change in ('new', 'changed', 'gone', 'newcomer')),
  column_name varchar,
  before_text varchar,
  after_text varchar,
  before_build varchar not null,
  noticed_in varchar not null,
  noticed_on date not null
);
comment on table register_change is 'What changed in the register since the last meeting of the network, as each build noticed it against the one before: one row a row or cell.';
comment on column register_change.table_name is 'The table of the register.';
comment on column register_change.row_key is 'Key of the row by blanks, free text left out; of a newcomer the member.';
comment on column register_change.change is 'Whether the row is new, changed or gone; a newcomer is a member that a list of the network names for the first time.';
comment on column register_change.column_name is 'The column that changed, or the one that says what a new row states.';
comment on column register_change.before_text is 'What stood there before; empty for free text, of which only the change is told.';
comment on column register_change.after_text is 'What stands there since; empty for free text. Of a newcomer, the event.';
comment on column register_change.before_build is 'Id of the build it was compared with.';
comment on column register_change.noticed_in is 'Id of the build that noticed it.';
comment on column register_change.noticed_on is 'Day of that build.';

create table document (
  document_id varchar primary key,
  title varchar not null,
  publisher varchar,
  published_on varchar,
  url varchar,
  language varchar,
  note varchar,
  visibility varchar not null default 'public'
    check (visibility in ('public', 'members', 'secretariat')),
  recorded_on varchar
);
comment on table document is 'Source documents of the register: one row a document.';
comment on column document.document_id is 'Slug of the document.';
comment on column document.title is 'Title as published.';
comment on column document.publisher is 'Publisher.';
comment on column document.published_on is 'Date, ISO text of reduced precision.';
comment on column document.url is 'Address, if it has one.';
comment on column document.language is 'Language of the document.';
comment on column document.note is 'Caveat on the row.';
comment on column document.visibility is 'Least audience that may see the row.';
comment on column document.recorded_on is 'When the row was entered.';

create table member (
  iso3 varchar primary key references country,
  accession_year integer,
  oic_group varchar
    check (oic_group in ('African', 'Arab', 'Asian')),
  suspended_from varchar,
  suspended_to varchar,
  note varchar,
  document_id varchar references document,
  evidence_grade varchar check (evidence_grade in ('A', 'B', 'C', 'D')),
  visibility varchar not null default 'public'
    check (visibility in ('public', 'members', 'secretariat')),
  recorded_on varchar
);
comment on table member is 'Member states in the register: one row a member.';
comment on column member.iso3 is 'The member.';
comment on column member.accession_year is 'Year of accession to the OIC.';
comment on column member.oic_group is 'OIC geographical group.';
comment on column member.suspended_from is 'Begin of a suspension, ISO text of reduced precision.';
comment on column member.suspended_to is 'End of the suspension.';
comment on column member.note is 'Caveat on the row.';
comment on column member.document_id is 'The document behind the row.';
comment on column member.evidence_grade is 'A official list or adopted text, B official page, C press, D declared.';
comment on column member.visibility is 'Least audience that may see the row.';
comment on column member.recorded_on is 'When the row was entered.';

create table instrument (
  instrument_id varchar primary key,
  kind varchar not null
    check (kind in ('communique', 'work_plan', 'strategy', 'rules', 'framework', 'statute', 'roadmap')),
  title_en varchar not null,
  title_fr varchar not null,
  title_ar varchar not null,
  adopted_on varchar,
  adopted_at_event varchar,
  period_from varchar,
  period_to varchar,
  supersedes varchar,
  document_id varchar references document,
  evidence_grade varchar check (evidence_grade in ('A', 'B', 'C', 'D')),
  note varchar,
  visibility varchar not null default 'public'
    check (visibility in ('public', 'members', 'secretariat')),
  recorded_on varchar
);
comment on table instrument is 'Communiqués, work plans, strategies, rules: one row an instrument.';
comment on column instrument.instrument_id is 'Slug of the instrument.';
comment on column instrument.kind is 'communique, work_plan, strategy or rules; framework, statute or roadmap of an organisation around the network.';
comment on column instrument.title_en is 'Title in English.';
comment on column instrument.title_fr is 'Title in French.';
comment on column instrument.title_ar is 'Title in Arabic.';
comment on column instrument.adopted_on is 'Date of adoption, ISO text of reduced precision.';
comment on column instrument.adopted_at_event is 'Event at which it was adopted.';
comment on column instrument.period_from is 'First year or date that it covers.';
comment on column instrument.period_to is 'Last year or date that it covers.';
comment on column instrument.supersedes is 'Instrument that it replaces.';
comment on column instrument.document_id is 'The document.';
comment on column instrument.evidence_grade is 'A official list or adopted text, B official page, C press, D declared.';
comment on column instrument.note is 'Caveat on the row.';
comment on column instrument.visibility is 'Least audience that may see the row.';
comment on column instrument.recorded_on is 'When the row was entered.';

create table paragraph (
  instrument_id varchar not null references instrument,
  number integer not null,
  kind varchar not null
    check (list_has_all(['encourages', 'calls upon', 'urges', 'recognises', 'promotes', 'emphasises', 'reiterates', 'approves', 'recommends', 'thanks', 'congratulates', 'decides'], string_split(kind, ';'))),
  addressee varchar
    check (addressee in ('services', 'services_and_institutions', 'services_and_national_institutions', 'services_without_focal_point', 'members', 'network', 'chair_with_secretariat', 'none')),
  due varchar,
  title_en varchar not null,
  title_fr varchar not null,
  title_ar varchar not null,
  trackable boolean not null,
  document_id varchar references document,
  evidence_grade varchar check (evidence_grade in ('A', 'B', 'C', 'D')),
  note varchar,
  visibility varchar not null default 'public'
    check (visibility in ('public', 'members', 'secretariat')),
  recorded_on varchar,
  primary key (instrument_id, number)
);
comment on table paragraph is 'Paragraphs of an instrument: one row a paragraph.';
comment on column paragraph.instrument_id is 'The instrument.';
comment on column paragraph.number is 'Number of the paragraph.';
comment on column paragraph.kind is 'What the paragraph does: encourages, calls upon, urges, recognises, promotes, emphasises, reiterates, approves, recommends, thanks, congratulates or decides; several by semicolon, the first one first in the text.';
comment on column paragraph.addressee is 'Whom it addresses; empty where the text names nobody.';
comment on column paragraph.due is 'Due date, ISO text of reduced precision; several by semicolon.';
comment on column paragraph.title_en is 'Short wording in English, ours.';
comment on column paragraph.title_fr is 'Short wording in French, ours.';
comment on column paragraph.title_ar is 'Short wording in Arabic, ours.';
comment on column paragraph.trackable is 'Whether a status can be followed up.';
comment on column paragraph.document_id is 'The document.';
comment on column paragraph.evidence_grade is 'A official list or adopted text, B official page, C press, D declared.';
comment on column paragraph.note is 'Caveat on the row.';
comment on column paragraph.visibility is 'Least audience that may see the row.';
comment on column paragraph.recorded_on is 'When the row was entered.';

create table recital (
  instrument_id varchar not null references instrument,
  number integer not null,
  kind varchar not null
    check (kind in ('thanks', 'recalls', 'refers to', 'reiterates', 'identifies', 'recognises')),
  title_en varchar not null,
  title_fr varchar not null,
  title_ar varchar not null,
  event_ids varchar,
  document_id varchar references document,
  evidence_grade varchar check (evidence_grade in ('A', 'B', 'C', 'D')),
  note varchar,
  visibility varchar not null default 'public'
    check (visibility in ('public', 'members', 'secretariat')),
  recorded_on varchar,
  primary key (instrument_id, number)
);
comment on table recital is 'Recitals of an instrument, its preamble: one row a recital.';
comment on column recital.instrument_id is 'The instrument.';
comment on column recital.number is 'Its place in the preamble, counted by us.';
comment on column recital.kind is 'What the recital does: thanks, recalls, refers to, reiterates, identifies or recognises.';
comment on column recital.title_en is 'What it refers to in English, our wording.';
comment on column recital.title_fr is 'What it refers to in French, our wording.';
comment on column recital.title_ar is 'What it refers to in Arabic, our wording.';
comment on column recital.event_ids is 'Events of the register that it names; several by semicolon.';
comment on column recital.document_id is 'The document.';
comment on column recital.evidence_grade is 'A official list or adopted text, B official page, C press, D declared.';
comment on column recital.note is 'Caveat on the row.';
comment on column recital.visibility is 'Least audience that may see the row.';
comment on column recital.recorded_on is 'When the row was entered.';

create table paragraph_indicator (
  instrument_id varchar not null,
  number integer not null,
  indicator_id varchar not null references indicator,
  relation varchar not null check (relation = 'context'),
  document_id varchar references document,
  evidence_grade varchar check (evidence_grade in ('A', 'B', 'C', 'D')),
  note varchar,
  visibility varchar not null default 'public'
    check (visibility in ('public', 'members', 'secretariat')),
  recorded_on varchar,
  primary key (instrument_id, number, indicator_id)
);
comment on table paragraph_indicator is 'Indicators beside a paragraph, as context: one row a pair.';
comment on column paragraph_indicator.instrument_id is 'The instrument.';
comment on column paragraph_indicator.number is 'The paragraph.';
comment on column paragraph_indicator.indicator_id is 'The indicator.';
comment on column paragraph_indicator.relation is 'Context only: no movement is read as a result of the paragraph.';
comment on column paragraph_indicator.document_id is 'The document behind it.';
comment on column paragraph_indicator.evidence_grade is 'A official list or adopted text, B official page, C press, D declared.';
comment on column paragraph_indicator.note is 'Caveat on the row.';
comment on column paragraph_indicator.visibility is 'Least audience that may see the row.';
comment on column paragraph_indicator.recorded_on is 'When the row was entered.';

create table assessment (
  assessment_id varchar primary key,
  subject_kind varchar not null check (subject_kind in ('paragraph', 'activity')),
  subject_id varchar not null,
  status varchar not null
    check (status in ('no_information', 'not_begun', 'under_way', 'well_advanced', 'completed', 'statement')),
  basis varchar
    check (basis in ('self-report', 'secretariat', 'external', 'own text')),
  review_state varchar not null
    check (review_state in ('draft', 'checked', 'confirmed', 'adopted')),
  body_id varchar,
  assessed_on varchar,
  comments_until varchar,
  member_comment varchar,
  supersedes varchar,
  document_id varchar references document,
  evidence_grade varchar check (evidence_grade in ('A', 'B', 'C', 'D')),
  note varchar,
  visibility varchar not null default 'public'
    check (visibility in ('public', 'members', 'secretariat')),
  recorded_on varchar
);
comment on table assessment is 'What is said of a paragraph or an activity: one row an assessment.';
comment on column assessment.assessment_id is 'Id of the assessment.';
comment on column assessment.subject_kind is 'What it is about.';
comment on column assessment.subject_id is 'The paragraph (instrument:number) or the activity.';
comment on column assessment.status is 'Status (methods M13).';
comment on column assessment.basis is 'Self-report, Secretariat, external, or the paragraph''s own text that fulfils it.';
comment on column assessment.review_state is 'How far it has been reviewed.';
comment on column assessment.body_id is 'The body that assessed.';
comment on column assessment.assessed_on is 'When, ISO text of reduced precision.';
comment on column assessment.comments_until is 'Last day on which members may comment on a draft.';
comment on column assessment.member_comment is 'The member''s comment.';
comment on column assessment.supersedes is 'Assessment that it replaces.';
comment on column assessment.document_id is 'The document behind it.';
comment on column assessment.evidence_grade is 'A official list or adopted text, B official page, C press, D declared.';
comment on column assessment.note is 'Caveat on the row.';
comment on column assessment.visibility is 'Least audience that may see the row.';
comment on column assessment.recorded_on is 'When the row was entered.';

create table body (
  body_id varchar primary key,
  iso3 varchar,
  kind varchar not null
    check (kind in ('employment service', 'ministry', 'department', 'public body', 'oic organ', 'international organisation', 'association', 'project', 'observer', 'other')),
  name_en varchar not null,
  name_fr varchar,
  name_ar varchar,
  acronym varchar,
  document_id varchar references document,
  evidence_grade varchar check (evidence_grade in ('A', 'B', 'C', 'D')),
  note varchar,
  visibility varchar not null default 'public'
    check (visibility in ('public', 'members', 'secretariat')),
  recorded_on varchar
);
comment on table body is 'Institutions: one row a body.';
comment on column body.body_id is 'Slug of the body.';
comment on column body.iso3 is 'Its country.';
comment on column body.kind is 'Kind of institution.';
comment on column body.name_en is 'Name in English.';
comment on column body.name_fr is 'Name in French.';
comment on column body.name_ar is 'Name in Arabic.';
comment on column body.acronym is 'Acronym.';
comment on column body.document_id is 'The document behind it.';
comment on column body.evidence_grade is 'A official list or adopted text, B official page, C press, D declared.';
comment on column body.note is 'Caveat on the row.';
comment on column body.visibility is 'Least audience that may see the row.';
comment on column body.recorded_on is 'When the row was entered.';

create table event (
  event_id varchar primary key,
  kind varchar not null
    check (kind in ('meeting', 'nfp_meeting', 'training', 'workshop', 'study_visit', 'other')),
  mode varchar not null check (mode in ('in person', 'virtual', 'hybrid', 'unknown')),
  scope varchar,
  languages varchar,
  start_date varchar,
  end_date varchar,
  start_from date,
  start_to date,
  end_from date,
  end_to date,
  place varchar,
  place_fr varchar,
  place_ar varchar,
  theme varchar,
  host_iso3 varchar,
  countries_stated integer,
  participants_stated integer,
  participants_women integer,
  participants_men integer,
  list_status varchar not null check (list_status in ('complete', 'partial', 'none')),
  state varchar not null check (state in ('held', 'planned', 'unknown')),
  title_en varchar not null,
  title_fr varchar,
  title_ar varchar,
  costs varchar,
  evaluation varchar,
  follow_up varchar,
  document_id varchar references document,
  evidence_grade varchar check (evidence_grade in ('A', 'B', 'C', 'D')),
  note varchar,
  visibility varchar not null default 'public'
    check (visibility in ('public', 'members', 'secretariat')),
  recorded_on varchar
);
comment on table event is 'Meetings, trainings and other events: one row an event.';
comment on column event.event_id is 'Id of the event.';
comment on column event.kind is 'Kind of event.';
comment on column event.mode is 'How it was held.';
comment on column event.scope is 'To whom it was open.';
comment on column event.languages is 'Working languages.';
comment on column event.start_date is 'First day, ISO text of reduced precision.';
comment on column event.end_date is 'Last day, ISO text of reduced precision.';
comment on column event.start_from is 'First day that start_date may mean.';
comment on column event.start_to is 'Last day that start_date may mean.';
comment on column event.end_from is 'First day that end_date may mean.';
comment on column event.end_to is 'Last day that end_date may mean.';
comment on column event.place is 'Place, in English.';
comment on column event.place_fr is 'Place in French.';
comment on column event.place_ar is 'Place in Arabic.';
comment on column event.theme is 'Theme as the source words it.';
comment on column event.host_iso3 is 'Host country.';
comment on column event.countries_stated is 'Countries that the source states.';
comment on column event.participants_stated is 'Participants that the source states.';
comment on column event.participants_women is 'Women among them, where stated.';
comment on column event.participants_men is 'Men among them, where stated.';
comment on column event.list_status is 'Whether the list of countries is published.';
comment on column event.state is 'Whether it was held.';
comment on column event.title_en is 'Title in English.';
comment on column event.title_fr is 'Title in French.';
comment on column event.title_ar is 'Title in Arabic.';
comment on column event.costs is 'Costs, where stated.';
comment on column event.evaluation is 'Evaluation, where there is one.';
comment on column event.follow_up is 'Follow-up, where stated.';
comment on column event.document_id is 'The document behind it.';
comment on column event.evidence_grade is 'A official list or adopted text, B official page, C press, D declared.';
comment on column event.note is 'Caveat on the row.';
comment on column event.visibility is 'Least audience that may see the row.';
comment on column event.recorded_on is 'When the row was entered.';

create table event_framework (
  event_id varchar not null references event,
  framework varchar not null,
  document_id varchar references document,
  evidence_grade varchar check (evidence_grade in ('A', 'B', 'C', 'D')),
  note varchar,
  visibility varchar not null default 'public'
    check (visibility in ('public', 'members', 'secretariat')),
  recorded_on varchar,
  primary key (event_id, framework)
);
comment on table event_framework is 'Frameworks of an event: one row event x framework.';
comment on column event_framework.event_id is 'The event.';
comment on column event_framework.framework is 'PESNET, PES-CaB, or a context framework.';
comment on column event_framework.document_id is 'The document behind it.';
comment on column event_framework.evidence_grade is 'A official list or adopted text, B official page, C press, D declared.';
comment on column event_framework.note is 'Caveat on the row.';
comment on column event_framework.visibility is 'Least audience that may see the row.';
comment on column event_framework.recorded_on is 'When the row was entered.';

create table event_body (
  event_id varchar not null references event,
  body_id varchar not null references body,
  role varchar not null
    check (role in ('host', 'co-organiser', 'provider', 'funder', 'partner')),
  document_id varchar references document,
  evidence_grade varchar check (evidence_grade in ('A', 'B', 'C', 'D')),
  note varchar,
  visibility varchar not null default 'public'
    check (visibility in ('public', 'members', 'secretariat')),
  recorded_on varchar,
  primary key (event_id, body_id, role)
);
comment on table event_body is 'Bodies of an event: one row event x body x role.';
comment on column event_body.event_id is 'The event.';
comment on column event_body.body_id is 'The body.';
comment on column event_body.role is 'What it did.';
comment on column event_body.document_id is 'The document behind it.';
comment on column event_body.evidence_grade is 'A official list or adopted text, B official page, C press, D declared.';
comment on column event_body.note is 'Caveat on the row.';
comment on column event_body.visibility is 'Least audience that may see the row.';
comment on column event_body.recorded_on is 'When the row was entered.';

create table participation (
  event_id varchar not null references event,
  iso3 varchar not null references country,
  state varchar not null check (state in ('attended', 'absent', 'not_eligible', 'unknown')),
  role varchar
    check (role in ('participant', 'host', 'chair', 'speaker', 'provider', 'beneficiary', 'co-organiser', 'partner')),
  modality varchar
    check (modality in ('in person', 'virtual')),
  level varchar,
  delegates_women integer,
  delegates_men integer,
  evidence_grade varchar check (evidence_grade in ('A', 'B', 'C', 'D')),
  confirmed_on varchar,
  document_id varchar references document,
  note varchar,
  visibility varchar not null default 'public'
    check (visibility in ('public', 'members', 'secretariat')),
  recorded_on varchar,
  primary key (event_id, iso3)
);
comment on table participation is 'Who took part: one row for every network event held x member.';
comment on column participation.event_id is 'The event.';
comment on column participation.iso3 is 'The member.';
comment on column participation.state is 'What is known (methods M8); absent only where the list is complete.';
comment on column participation.role is 'Role at the event.';
comment on column participation.modality is 'How the member took part.';
comment on column participation.level is 'Level of the delegation.';
comment on column participation.delegates_women is 'Women in the delegation, where stated.';
comment on column participation.delegates_men is 'Men in the delegation, where stated.';
comment on column participation.evidence_grade is 'A official list or adopted text, B official page, C press, D declared.';
comment on column participation.confirmed_on is 'When the member confirmed it.';
comment on column participation.document_id is 'The document behind it.';
comment on column participation.note is 'Caveat on the row.';
comment on column participation.visibility is 'Least audience that may see the row.';
comment on column participation.recorded_on is 'When the row was entered.';

create table participation_body (
  event_id varchar not null references event,
  body_id varchar not null references body,
  role varchar
    check (role in ('observer', 'partner', 'speaker', 'guest')),
  evidence_grade varchar check (evidence_grade in ('A', 'B', 'C', 'D')),
  document_id varchar references document,
  note varchar,
  visibility varchar not null default 'public'
    check (visibility in ('public', 'members', 'secretariat')),
  recorded_on varchar,
  primary key (event_id, body_id)
);
comment on table participation_body is 'Observers and partners at an event: one row event x body.';
comment on column participation_body.event_id is 'The event.';
comment on column participation_body.body_id is 'The body.';
comment on column participation_body.role is 'Role at the event.';
comment on column participation_body.evidence_grade is 'Grade of the evidence.';
comment on column participation_body.document_id is 'The document behind it.';
comment on column participation_body.note is 'Caveat on the row.';
comment on column participation_body.visibility is 'Least audience that may see the row.';
comment on column participation_body.recorded_on is 'When the row was entered.';

create table office (
  body_id varchar references body,
  iso3 varchar,
  role varchar not null
    check (role in ('chair', 'vice-chair', 'secretariat', 'partner', 'member', 'president', 'vice-president', 'board member', 'auditor', 'treasurer', 'honorary president', 'seat', 'signatory', 'ratification', 'contributor')),
  framework varchar not null,
  "from" varchar,
  "to" varchar,
  document_id varchar references document,
  note varchar,
  evidence_grade varchar check (evidence_grade in ('A', 'B', 'C', 'D')),
  visibility varchar not null default 'public'
    check (visibility in ('public', 'members', 'secretariat')),
  recorded_on varchar
);
comment on table office is 'Chairs, secretariat and other offices: one row a term.';
comment on column office.body_id is 'The body that held it; empty where the country itself did.';
comment on column office.iso3 is 'Its country.';
comment on column office.role is 'The office.';
comment on column office.framework is 'The network or organisation of the office.';
comment on column office."from" is 'Begin of the term, ISO text of reduced precision.';
comment on column office."to" is 'End of the term.';
comment on column office.document_id is 'The document behind it.';
comment on column office.note is 'Caveat on the row.';
comment on column office.evidence_grade is 'A official list or adopted text, B official page, C press, D declared.';
comment on column office.visibility is 'Least audience that may see the row.';
comment on column office.recorded_on is 'When the row was entered.';

create table focal_point (
  iso3 varchar not null references country,
  status varchar not null check (status in ('notified', 'not_notified', 'unknown')),
  body_id varchar references body,
  unit varchar,
  notified_on varchar,
  last_confirmed_on varchar,
  document_id varchar references document,
  evidence_grade varchar check (evidence_grade in ('A', 'B', 'C', 'D')),
  note varchar,
  visibility varchar not null default 'public'
    check (visibility in ('public', 'members', 'secretariat')),
  recorded_on varchar
);
comment on table focal_point is 'National focal points, bodies and never persons: one row member x period.';
comment on column focal_point.iso3 is 'The member.';
comment on column focal_point.status is 'What is known.';
comment on column focal_point.body_id is 'The body named.';
comment on column focal_point.unit is 'The unit of the body.';
comment on column focal_point.notified_on is 'When it was notified.';
comment on column focal_point.last_confirmed_on is 'When it was last confirmed.';
comment on column focal_point.document_id is 'The document behind it.';
comment on column focal_point.evidence_grade is 'A official list or adopted text, B official page, C press, D declared.';
comment on column focal_point.note is 'Caveat on the row.';
comment on column focal_point.visibility is 'Least audience that may see the row.';
comment on column focal_point.recorded_on is 'When the row was entered.';

create table activity (
  activity_id varchar primary key,
  instrument_id varchar references instrument,
  plan varchar,
  plan_link varchar check (plan_link in ('stated', 'period only', 'communiqué')),
  item_no varchar,
  theme varchar,
  type varchar
    check (type in ('capacity building', 'monitoring', 'governance', 'partnership', 'study visit', 'expert mission', 'other')),
  modality varchar
    check (modality in ('in person', 'virtual', 'hybrid')),
  language varchar,
  title_en varchar not null,
  title_fr varchar,
  title_ar varchar,
  planned_start varchar,
  planned_end varchar,
  actual_start varchar,
  actual_end varchar,
  state varchar not null
    check (state in ('proposed', 'scheduled', 'realised', 'postponed', 'cancelled', 'no_information')),
  reason_for_change varchar,
  target varchar,
  result varchar,
  budget double,
  secured double,
  spent double,
  currency varchar,
  rating_mean double,
  rating_scale varchar,
  rating_n integer,
  lesson varchar,
  recommendation varchar check (recommendation in ('keep', 'change', 'drop')),
  follow_up varchar,
  document_id varchar references document,
  evidence_grade varchar check (evidence_grade in ('A', 'B', 'C', 'D')),
  note varchar,
  visibility varchar not null default 'public'
    check (visibility in ('public', 'members', 'secretariat')),
  recorded_on varchar
);
comment on table activity is 'Work-plan activities and commitments: one row an activity.';
comment on column activity.activity_id is 'Id of the activity.';
comment on column activity.instrument_id is 'The instrument it belongs to.';
comment on column activity.plan is 'The plan''s period.';
comment on column activity.plan_link is 'How it is tied to the plan.';
comment on column activity.item_no is 'Number in the plan.';
comment on column activity.theme is 'Theme.';
comment on column activity.type is 'Type of activity.';
comment on column activity.modality is 'How it is carried out.';
comment on column activity.language is 'Working language.';
comment on column activity.title_en is 'Title in English.';
comment on column activity.title_fr is 'Title in French.';
comment on column activity.title_ar is 'Title in Arabic.';
comment on column activity.planned_start is 'Planned begin, ISO text of reduced precision.';
comment on column activity.planned_end is 'Planned end.';
comment on column activity.actual_start is 'Actual begin.';
comment on column activity.actual_end is 'Actual end.';
comment on column activity.state is 'State.';
comment on column activity.reason_for_change is 'Why it was moved or cancelled.';
comment on column activity.target is 'Target.';
comment on column activity.result is 'Result.';
comment on column activity.budget is 'Budget.';
comment on column activity.secured is 'Part of the budget that is secured.';
comment on column activity.spent is 'What has been spent of it.';
comment on column activity.currency is 'Currency of the three amounts, its code of three letters.';
comment on column activity.rating_mean is 'Mean of the participants'' evaluation.';
comment on column activity.rating_scale is 'Scale of the evaluation, lowest and highest mark: 1-5.';
comment on column activity.rating_n is 'Participants who gave an evaluation.';
comment on column activity.lesson is 'Lesson learned.';
comment on column activity.recommendation is 'Recommendation for the next plan.';
comment on column activity.follow_up is 'Follow-up.';
comment on column activity.document_id is 'The document behind it.';
comment on column activity.evidence_grade is 'A official list or adopted text, B official page, C press, D declared.';
comment on column activity.note is 'Caveat on the row.';
comment on column activity.visibility is 'Least audience that may see the row.';
comment on column activity.recorded_on is 'When the row was entered.';

create table activity_provider (
  activity_id varchar not null references activity,
  provider varchar not null,
  document_id varchar references document,
  evidence_grade varchar check (evidence_grade in ('A', 'B', 'C', 'D')),
  note varchar,
  visibility varchar not null default 'public'
    check (visibility in ('public', 'members', 'secretariat')),
  recorded_on varchar,
  primary key (activity_id, provider)
);
comment on table activity_provider is 'Providers of an activity: one row activity x provider.';
comment on column activity_provider.activity_id is 'The activity.';
comment on column activity_provider.provider is 'Country code or body.';
comment on column activity_provider.document_id is 'The document behind it.';
comment on column activity_provider.evidence_grade is 'A official list or adopted text, B official page, C press, D declared.';
comment on column activity_provider.note is 'Caveat on the row.';
comment on column activity_provider.visibility is 'Least audience that may see the row.';
comment on column activity_provider.recorded_on is 'When the row was entered.';

create table activity_beneficiary (
  activity_id varchar not null references activity,
  beneficiary varchar not null,
  document_id varchar references document,
  evidence_grade varchar check (evidence_grade in ('A', 'B', 'C', 'D')),
  note varchar,
  visibility varchar not null default 'public'
    check (visibility in ('public', 'members', 'secretariat')),
  recorded_on varchar,
  primary key (activity_id, beneficiary)
);
comment on table activity_beneficiary is 'Beneficiaries of an activity: one row activity x beneficiary.';
comment on column activity_beneficiary.activity_id is 'The activity.';
comment on column activity_beneficiary.beneficiary is 'Country code, or all.';
comment on column activity_beneficiary.document_id is 'The document behind it.';
comment on column activity_beneficiary.evidence_grade is 'A official list or adopted text, B official page, C press, D declared.';
comment on column activity_beneficiary.note is 'Caveat on the row.';
comment on column activity_beneficiary.visibility is 'Least audience that may see the row.';
comment on column activity_beneficiary.recorded_on is 'When the row was entered.';

create table activity_event (
  activity_id varchar not null references activity,
  event_id varchar not null references event,
  document_id varchar references document,
  evidence_grade varchar check (evidence_grade in ('A', 'B', 'C', 'D')),
  note varchar,
  visibility varchar not null default 'public'
    check (visibility in ('public', 'members', 'secretariat')),
  recorded_on varchar,
  primary key (activity_id, event_id)
);
comment on table activity_event is 'Events that realised an activity: one row a pair.';
comment on column activity_event.activity_id is 'The activity.';
comment on column activity_event.event_id is 'The event.';
comment on column activity_event.document_id is 'The document behind it.';
comment on column activity_event.evidence_grade is 'A official list or adopted text, B official page, C press, D declared.';
comment on column activity_event.note is 'Caveat on the row.';
comment on column activity_event.visibility is 'Least audience that may see the row.';
comment on column activity_event.recorded_on is 'When the row was entered.';

create table activity_paragraph (
  activity_id varchar not null references activity,
  instrument_id varchar not null,
  number integer not null,
  document_id varchar references document,
  evidence_grade varchar check (evidence_grade in ('A', 'B', 'C', 'D')),
  note varchar,
  visibility varchar not null default 'public'
    check (visibility in ('public', 'members', 'secretariat')),
  recorded_on varchar,
  primary key (activity_id, instrument_id, number)
);
comment on table activity_paragraph is 'Paragraphs that an activity follows from: one row a pair.';
comment on column activity_paragraph.activity_id is 'The activity.';
comment on column activity_paragraph.instrument_id is 'The instrument.';
comment on column activity_paragraph.number is 'The paragraph.';
comment on column activity_paragraph.document_id is 'The document behind it.';
comment on column activity_paragraph.evidence_grade is 'A official list or adopted text, B official page, C press, D declared.';
comment on column activity_paragraph.note is 'Caveat on the row.';
comment on column activity_paragraph.visibility is 'Least audience that may see the row.';
comment on column activity_paragraph.recorded_on is 'When the row was entered.';

create table topic (
  topic_id varchar primary key,
  title_en varchar not null,
  title_fr varchar not null,
  title_ar varchar not null,
  note varchar,
  visibility varchar not null default 'public'
    check (visibility in ('public', 'members', 'secretariat')),
  recorded_on varchar
);
comment on table topic is 'Topics of needs and offers: one row a topic.';
comment on column topic.topic_id is 'Id of the topic.';
comment on column topic.title_en is 'Title in English.';
comment on column topic.title_fr is 'Title in French.';
comment on column topic.title_ar is 'Title in Arabic.';
comment on column topic.note is 'Caveat on the row.';
comment on column topic.visibility is 'Least audience that may see the row.';
comment on column topic.recorded_on is 'When the row was entered.';

create table need_offer (
  iso3 varchar not null references country,
  topic_id varchar not null references topic,
  direction varchar not null check (direction in ('need', 'offer')),
  declared_on varchar,
  document_id varchar references document,
  evidence_grade varchar check (evidence_grade in ('A', 'B', 'C', 'D')),
  note varchar,
  visibility varchar not null default 'public'
    check (visibility in ('public', 'members', 'secretariat')),
  recorded_on varchar,
  primary key (iso3, topic_id, direction)
);
comment on table need_offer is 'Needs and offers as declared: one row member x topic x direction.';
comment on column need_offer.iso3 is 'The member.';
comment on column need_offer.topic_id is 'The topic.';
comment on column need_offer.direction is 'Asks or offers.';
comment on column need_offer.declared_on is 'When it was declared.';
comment on column need_offer.document_id is 'The document behind it.';
comment on column need_offer.evidence_grade is 'A official list or adopted text, B official page, C press, D declared.';
comment on column need_offer.note is 'Caveat on the row.';
comment on column need_offer.visibility is 'Least audience that may see the row.';
comment on column need_offer.recorded_on is 'When the row was entered.';

create table funding (
  activity_id varchar not null references activity,
  source varchar not null,
  amount double,
  currency varchar,
  state varchar
    check (state in ('sought', 'pledged', 'secured', 'spent')),
  deadline varchar,
  document_id varchar references document,
  evidence_grade varchar check (evidence_grade in ('A', 'B', 'C', 'D')),
  note varchar,
  visibility varchar not null default 'public'
    check (visibility in ('public', 'members', 'secretariat')),
  recorded_on varchar
);
comment on table funding is 'Funding of an activity: one row activity x source.';
comment on column funding.activity_id is 'The activity.';
comment on column funding.source is 'Who funds or may fund.';
comment on column funding.amount is 'Amount.';
comment on column funding.currency is 'Currency.';
comment on column funding.state is 'State of the funding.';
comment on column funding.deadline is 'Deadline of the source.';
comment on column funding.document_id is 'The document behind it.';
comment on column funding.evidence_grade is 'A official list or adopted text, B official page, C press, D declared.';
comment on column funding.note is 'Caveat on the row.';
comment on column funding.visibility is 'Least audience that may see the row.';
comment on column funding.recorded_on is 'When the row was entered.';

create table contact_log (
  iso3 varchar not null references country,
  step varchar not null
    check (step in ('letter sent', 'focal point named', 'questionnaire', 'attended', 'offered')),
  on_date varchar,
  channel varchar,
  document_id varchar references document,
  evidence_grade varchar check (evidence_grade in ('A', 'B', 'C', 'D')),
  note varchar,
  visibility varchar not null default 'public'
    check (visibility in ('public', 'members', 'secretariat')),
  recorded_on varchar
);
comment on table contact_log is 'Steps with a member: one row a step.';
comment on column contact_log.iso3 is 'The member.';
comment on column contact_log.step is 'The step.';
comment on column contact_log.on_date is 'When.';
comment on column contact_log.channel is 'Through which channel.';
comment on column contact_log.document_id is 'The document behind it.';
comment on column contact_log.evidence_grade is 'A official list or adopted text, B official page, C press, D declared.';
comment on column contact_log.note is 'Caveat on the row.';
comment on column contact_log.visibility is 'Least audience that may see the row.';
comment on column contact_log.recorded_on is 'When the row was entered.';

create table country_note (
  iso3 varchar not null references country,
  theme varchar not null
    check (theme in ('youth_unemployment', 'neet', 'entrepreneurship', 'skills', 'context', 'all')),
  "from" integer,
  "to" integer,
  effect varchar not null
    check (effect in ('not comparable', 'break', 'coverage', 'estimates end')),
  text_en varchar not null,
  text_fr varchar not null,
  text_ar varchar not null,
  document_id varchar references document,
  evidence_grade varchar check (evidence_grade in ('A', 'B', 'C', 'D')),
  note varchar,
  visibility varchar not null default 'public'
    check (visibility in ('public', 'members', 'secretariat')),
  recorded_on varchar
);
comment on table country_note is 'Notes on comparability: one row member x theme x span.';
comment on column country_note.iso3 is 'The member.';
comment on column country_note.theme is 'Theme of the indicators concerned.';
comment on column country_note."from" is 'First year concerned.';
comment on column country_note."to" is 'Last year concerned.';
comment on column country_note.effect is 'Effect on comparison.';
comment on column country_note.text_en is 'The note in English.';
comment on column country_note.text_fr is 'The note in French.';
comment on column country_note.text_ar is 'The note in Arabic.';
comment on column country_note.document_id is 'The document behind it.';
comment on column country_note.evidence_grade is 'A official list or adopted text, B official page, C press, D declared.';
comment on column country_note.note is 'Caveat on the row.';
comment on column country_note.visibility is 'Least audience that may see the row.';
comment on column country_note.recorded_on is 'When the row was entered.';

create table discrepancy (
  discrepancy_id varchar not null,
  subject_kind varchar not null check (subject_kind in ('event', 'office', 'activity', 'member', 'body')),
  subject_id varchar not null,
  about varchar not null
    check (about in ('countries', 'participants', 'dates', 'term', 'venue', 'year', 'name', 'members')),
  stated varchar not null,
  document_id varchar references document,
  evidence_grade varchar check (evidence_grade in ('A', 'B', 'C', 'D')),
  note varchar,
  visibility varchar not null default 'public'
    check (visibility in ('public', 'members', 'secretariat')),
  recorded_on varchar,
  primary key (discrepancy_id, stated)
);
comment on table discrepancy is 'Where sources contradict each other: one row a statement.';
comment on column discrepancy.discrepancy_id is 'Slug that joins the statements of one contradiction.';
comment on column discrepancy.subject_kind is 'What the statements are about.';
comment on column discrepancy.subject_id is 'The event, the body in office, the activity, the member or the body.';
comment on column discrepancy.about is 'Which of its facts is stated differently.';
comment on column discrepancy.stated is 'What this document states.';
comment on column discrepancy.document_id is 'The document that states it.';
comment on column discrepancy.evidence_grade is 'A official list or adopted text, B official page, C press, D declared.';
comment on column discrepancy.note is 'Caveat on the row.';
comment on column discrepancy.visibility is 'Least audience that may see the row.';
comment on column discrepancy.recorded_on is 'When the row was entered.';

create table translation (
  text_en varchar primary key,
  text_fr varchar not null,
  text_ar varchar not null,
  visibility varchar not null default 'public'
    check (visibility in ('public', 'members', 'secretariat')),
  recorded_on varchar
);
comment on table translation is 'Notes and names of documents in the other languages: one row a text of the register.';
comment on column translation.text_en is 'The text as it stands in another table.';
comment on column translation.text_fr is 'The same in French.';
comment on column translation.text_ar is 'The same in Arabic.';
comment on column translation.visibility is 'Least audience that may see the row.';
comment on column translation.recorded_on is 'When the row was entered.';
