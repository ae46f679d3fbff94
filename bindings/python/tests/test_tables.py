"""The tables in DuckDB, polars and PostgreSQL, with the questions of docs/tables.md."""

from __future__ import annotations

import os
import pathlib
import shutil
import subprocess

import pytest
from test_docs import blocks

FORMATS = ["parquet", "csv", "jsonl"]


def ecbplus(root: pathlib.Path) -> pathlib.Path:
    return pathlib.Path(os.environ.get("TWOSOURCE_SHARED", root.parent / "shared")) / "bench" / "stories" / "ecbplus-1-35.jsonl"


@pytest.fixture(scope="session")
def collection(program, root, tmp_path_factory) -> pathlib.Path:
    """Reports of ECB+ where they are at hand, else the example."""
    folder = tmp_path_factory.mktemp("collection")
    reports = ecbplus(root)
    given = reports if reports.is_file() else root / "examples" / "ferry"
    store = folder / "store"
    program("ingest", given, "--store", store)
    return store


@pytest.fixture(scope="session")
def tables(program, collection, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    for name in [*FORMATS, "postgres"]:
        program("export", "--what", "all", "--to", folder / name, "--format", name, "--store", collection)
    return folder


def questions(root: pathlib.Path) -> list[str]:
    """Those for DuckDB: the ones for PostgreSQL name its schema."""
    return [sql for sql in blocks((root / "docs" / "tables.md").read_text(), "sql") if "twosource." not in sql]


def ask(root: pathlib.Path) -> list[int]:
    """Asks DuckDB the questions, in this folder; how many rows each gives."""
    import duckdb

    asked = questions(root)
    assert len(asked) == 5
    counts = []
    for sql in asked:
        found = duckdb.sql(sql)
        rows = found.fetchall()
        print(f"{len(rows)} rows of {', '.join(found.columns)}; the first: {rows[:1]}")
        counts.append(len(rows))
    return counts


def test_duckdb_answers_the_five_questions(root, tables, monkeypatch) -> None:
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.chdir(tables / "parquet")
    corroborated, *others = ask(root)
    assert all(others)
    # In the example nothing is corroborated.
    assert corroborated or not ecbplus(root).is_file()
    # The passage that a statement points at is the passage that it quotes.
    (wrong,) = duckdb.sql(
        "SELECT count(*) FROM 'claim_statements.parquet' s JOIN 'reports.parquet' r USING (report) "
        "WHERE trim(regexp_replace(substr(r.text, start_char + 1, end_char - start_char), '[\\s\\p{Z}]+', ' ', 'g')) <> s.text"
    ).fetchall()[0]
    assert wrong == 0


def test_every_format_has_the_same_rows_in_duckdb_and_polars(tables) -> None:
    duckdb = pytest.importorskip("duckdb")
    polars = pytest.importorskip("polars")
    import twosource

    for name in twosource.TABLES:
        (count,) = duckdb.sql(f"SELECT count(*) FROM '{tables}/parquet/{name}.parquet'").fetchall()[0]
        frame = polars.read_parquet(tables / "parquet" / f"{name}.parquet")
        assert frame.height == count
        # A field of 100 MB is no rare one among reports.
        (csv,) = duckdb.sql(
            f"SELECT count(*) FROM read_csv('{tables}/csv/{name}.csv', header=true, max_line_size=100000000)"
        ).fetchall()[0]
        (lines,) = duckdb.sql(
            f"SELECT count(*) FROM read_json('{tables}/jsonl/{name}.jsonl', maximum_object_size=100000000)"
        ).fetchall()[0]
        assert csv == lines == count, name
        # No name needs quotation marks.
        duckdb.sql(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM '{tables}/parquet/{name}.parquet'")
        duckdb.sql(f"SELECT {', '.join(frame.columns)} FROM {name}").fetchall()


def test_the_example_for_polars_runs(root, desk, ferry, tmp_path, monkeypatch) -> None:
    polars = pytest.importorskip("polars")
    monkeypatch.chdir(tmp_path)
    # Reports of ECB+ have no outlets.
    desk.brief(ferry).table("claims").to_polars().write_parquet("claims.parquet")
    names: dict[str, object] = {}
    (block,) = blocks((root / "docs" / "tables.md").read_text(), "python")
    exec(block, names)
    frame = names["by_outlet"]
    assert isinstance(frame, polars.DataFrame) and frame.height > 0
    claims = names["claims"]
    assert claims.schema["outlets"] == polars.List(polars.String)


def test_an_evidence_file_gives_the_same_tables_as_the_package(desk, program, ferry, tmp_path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    brief = desk.brief(ferry)
    brief.save(tmp_path / "evidence.json")
    program("export", "--evidence", tmp_path / "evidence.json", "--what", "all", "--to", tmp_path / "tables")
    for name, table in brief.tables().items():
        # Parquet's own reader, and not its guess at partitions by folder names.
        written = parquet.ParquetFile(tmp_path / "tables" / f"{name}.parquet").read()
        assert written.equals(pyarrow.table(table)), name


def find(name: str) -> str | None:
    """A program of PostgreSQL, which Debian keeps off the path."""
    kept = sorted(pathlib.Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(kept[-1]) if kept else None)


@pytest.fixture
def postgres(tmp_path_factory):
    """A server of its own, over a socket; gives what runs psql."""
    if not all(map(find, ("initdb", "pg_ctl", "psql"))):
        pytest.skip("PostgreSQL is not installed")
    folder = tmp_path_factory.mktemp("postgres", numbered=True)
    # It does not run as the superuser, and the folders above are ours alone.
    as_user: list[str] = []
    if os.geteuid() == 0:
        if not shutil.which("runuser") or subprocess.run(["id", "postgres"], capture_output=True).returncode:
            pytest.skip("PostgreSQL does not run as the superuser, and there is no user postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
        import tempfile

        folder = pathlib.Path(tempfile.mkdtemp(prefix="twosource-postgres-"))
        shutil.chown(folder, "postgres")

    def run(*args: object, cwd: pathlib.Path = folder) -> str:
        done = subprocess.run([*map(str, args)], cwd=cwd, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    data = folder / "data"
    run(*as_user, find("initdb"), "-D", data, "-U", "tester", "--auth", "trust", "-E", "UTF8", "--no-sync")
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    run(*as_user, find("pg_ctl"), "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
    try:
        yield lambda *args, cwd=folder: run(
            find("psql"), "-h", folder, "-U", "tester", "-d", "postgres", "-X", "-A", "-t", *args, cwd=cwd
        )
    finally:
        run(*as_user, find("pg_ctl"), "-D", data, "-m", "fast", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def test_postgresql_loads_the_tables_and_finds_words(root, tables, postgres) -> None:
    folder = tables / "postgres"
    postgres("-q", "-f", "load.sql", cwd=folder)
    # Once more: tables of before are replaced.
    postgres("-q", "-f", "load.sql", cwd=folder)
    asked = [sql for sql in blocks((root / "docs" / "tables.md").read_text(), "sql") if "twosource." in sql]
    assert len(asked) == 2
    for sql in asked:
        answer = postgres("-c", sql)
        assert answer.strip(), sql
        print(answer[:300])
    duckdb = pytest.importorskip("duckdb")
    import twosource

    for name in twosource.TABLES:
        (count,) = duckdb.sql(f"SELECT count(*) FROM '{tables}/parquet/{name}.parquet'").fetchall()[0]
        assert postgres("-c", f"SELECT count(*) FROM twosource.{name}").strip() == str(count), name
    types = "SELECT data_type FROM information_schema.columns WHERE table_schema = 'twosource' AND table_name = "
    assert postgres("-c", types + "'claims' AND column_name = 'outlets'").strip() == "ARRAY"
    assert postgres("-c", types + "'reports' AND column_name = 'published'").strip() == "date"
    # A list keeps each name whole.
    (names,) = duckdb.sql(f"SELECT sum(len(outlets)) FROM '{tables}/parquet/claims.parquet'").fetchall()[0]
    assert postgres("-c", "SELECT sum(cardinality(outlets)) FROM twosource.claims").strip() == str(names)
    reserved = "SELECT word FROM pg_get_keywords() WHERE catcode IN ('R', 'T')"
    named = "SELECT column_name FROM information_schema.columns WHERE table_schema = 'twosource'"
    assert not postgres("-c", f"{named} AND column_name IN ({reserved})").strip()
