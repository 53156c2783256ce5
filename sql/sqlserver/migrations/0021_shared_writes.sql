-- Rows of several operations that are committed together.
CREATE TYPE operations_rows AS TABLE (
  operation_key nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  operation nvarchar(60) NOT NULL,
  content nvarchar(max) NOT NULL,
  outcome nvarchar(max) NOT NULL,
  actor nvarchar(200) NOT NULL,
  recorded_at bigint NOT NULL
);
CREATE TYPE operation_look_ups AS TABLE (
  operation_key nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL
);
CREATE TYPE positions_rows AS TABLE (
  available bigint NOT NULL,
  committed bigint NOT NULL,
  fund_id bigint NOT NULL,
  source_id bigint NOT NULL,
  currency nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL
);
CREATE TYPE position_look_ups AS TABLE (
  fund_id bigint NOT NULL,
  source_id bigint NOT NULL,
  currency nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL
);
