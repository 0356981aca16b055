-- Years of the working calendar that an operator loaded after this program was made.
CREATE TABLE calendar_year (
    year BIGINT PRIMARY KEY CHECK (year BETWEEN 2000 AND 2200),
    content TEXT NOT NULL,
    loaded_at_ms BIGINT NOT NULL
);
