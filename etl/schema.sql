-- The warehouse, declared once. One build is one file; readers never write.
-- Text in three languages stands in columns _en, _fr, _ar. Dates are UTC.

create table build_info (
  build_id varchar primary key,
  built_at timestamp not null,
  origin varchar not null check (origin in ('live', 'snapshot', 'mixed')),
  app_version varchar not null,
  audience varchar not null default 'public' check (audience in ('public', 'members', 'secretariat')),
  data_date date not null,
  schema_version integer not null
);

create table unit (
  unit_id varchar primary key,
  name_en varchar not null, name_fr varchar not null, name_ar varchar not null,
  short_en varchar not null, short_fr varchar not null, short_ar varchar not null,
  decimals integer not null check (decimals between 0 and 6)
);

create table source (
  source_id varchar primary key,
  name_en varchar not null, name_fr varchar not null, name_ar varchar not null,
  publisher_en varchar not null, publisher_fr varchar not null, publisher_ar varchar not null,
  licence varchar not null,
  licence_url varchar not null,
  citation varchar not null,
  homepage varchar not null,
  live boolean not null,
  rate_per_second double not null
);

create table indicator (
  indicator_id varchar primary key,
  position integer not null,
  name_en varchar not null, name_fr varchar not null, name_ar varchar not null,
  definition_en varchar not null, definition_fr varchar not null, definition_ar varchar not null,
  caveat_en varchar not null, caveat_fr varchar not null, caveat_ar varchar not null,
  unit varchar not null references unit,
  better varchar not null check (better in ('lower', 'higher', 'neither')),
  lower_bound double,
  upper_bound double,
  theme varchar not null
    check (theme in ('youth_unemployment', 'neet', 'entrepreneurship', 'context', 'weights')),
  sdg varchar,
  weight_indicator_id varchar,
  weight_fallback_id varchar,
  discontinued boolean not null
);

create table series (
  series_id varchar primary key,
  position integer not null,
  indicator_id varchar not null references indicator,
  source_id varchar not null references source,
  code varchar not null,
  sex varchar not null check (sex in ('T', 'M', 'F')),
  kind varchar not null check (kind in ('reported', 'modelled')),
  vintage varchar,
  edition varchar,
  how_obtained varchar,
  served_from varchar not null check (served_from in ('live', 'archive', 'snapshot', 'derived', 'none')),
  obtained_on date,
  derivation varchar,
  n_values integer not null,
  first_year integer,
  last_year integer
);

create table country (
  iso3 varchar primary key,
  iso2 varchar not null,
  m49 varchar,
  name_en varchar not null, name_fr varchar not null, name_ar varchar not null,
  region varchar not null,
  income_group varchar not null,
  is_aggregate boolean not null,
  is_oic boolean not null
);

create table group_list (
  group_id varchar primary key,
  position integer not null,
  kind varchar not null
    check (kind in ('oic', 'oic_region', 'sesric_region', 'income', 'comparison', 'world')),
  name_en varchar not null, name_fr varchar not null, name_ar varchar not null,
  list_source varchar not null,
  list_url varchar not null,
  list_date varchar not null,
  published_as varchar references country
);

create table area_group (
  group_id varchar not null references group_list,
  iso3 varchar not null references country,
  from_year integer,
  to_year integer,
  primary key (group_id, iso3)
);

create table observation (
  series_id varchar not null references series,
  iso3 varchar not null references country,
  year integer not null check (year between 1900 and 2100),
  value double not null check (isfinite(value)),
  estimate varchar not null check (estimate in ('reported', 'modelled', 'imputed', 'projected')),
  supported boolean,
  standard varchar check (standard in ('13', '19')),
  status varchar,
  note varchar,
  primary key (series_id, iso3, year)
);

create table aggregate (
  group_id varchar not null references group_list,
  series_id varchar not null references series,
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
  label varchar not null check (label in ('published', 'large_members_only', 'below_coverage')),
  estimate varchar not null check (estimate in ('reported', 'modelled', 'projected')),
  set_changed boolean not null,
  primary key (group_id, series_id, year)
);

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

create table revision (
  series_id varchar not null,
  iso3 varchar not null,
  year integer not null,
  change varchar not null check (change in ('new', 'revised', 'gone')),
  before_value double,
  after_value double,
  before_build varchar not null
);

-- The network register. Its rows arrive with the register files; the tables stand from the first build.

create table document (
  document_id varchar primary key,
  title varchar not null,
  publisher varchar,
  published_on varchar,
  url varchar,
  language varchar
);

create table member (
  iso3 varchar primary key references country,
  accession_year integer,
  oic_group varchar,
  suspended_from varchar,
  suspended_to varchar,
  note varchar,
  document_id varchar
);
