"""Checks what the program wrote: check.py FOLDER VOCABULARIES SAMPLES. Each check is another's reading of its standard."""

import csv
import json
import pathlib
import sys

FOLDER, VOCABULARIES, SAMPLES = (pathlib.Path(part) for part in sys.argv[1:4])


def load(name):
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def keys_of(value):
    """How often each key stands in a document."""
    count = {}
    todo = [value]
    while todo:
        one = todo.pop()
        if isinstance(one, list):
            todo.extend(one)
        elif isinstance(one, dict):
            for key, inner in one.items():
                count[key] = count.get(key, 0) + 1
                todo.append(inner)
    return count


def follow_the_money():
    from followthemoney import model
    from followthemoney.proxy import EntityProxy

    ids, used, count = set(), set(), 0
    for line in (FOLDER / "follow-the-money").read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        schema = model.get(data["schema"])
        assert schema is not None and not schema.abstract, data["schema"]
        # Adding drops bad values in silence: the schema looks at them, and what came of it is compared.
        schema.validate(data)
        proxy = EntityProxy.from_dict(data, cleaned=False)
        for key, values in data["properties"].items():
            prop = schema.get(key)
            assert prop is not None, f"{data['schema']} has no {key}"
            kept = proxy.get(key)
            assert len(kept) == len(values), f"{data['id']}: {key} {values} became {kept}"
            if prop.type.name == "entity":
                used.update(values)
        ids.add(data["id"])
        count += 1
    assert used <= ids, used - ids
    assert count > 10 and len(ids) == count
    print(f"FollowTheMoney: {count} entities")


def prov():
    from prov.model import ProvDocument

    text = (FOLDER / "prov").read_text(encoding="utf-8")
    document = ProvDocument.deserialize(content=text, format="json")
    written = json.loads(document.serialize(format="json"))
    given = json.loads(text)
    for kind, records in given.items():
        if kind != "prefix":
            assert len(written[kind]) == len(records), kind
    document.get_provn()
    names = set(given["entity"]) | set(given["agent"]) | set(given["activity"])
    for kind in ["used", "wasGeneratedBy", "wasAssociatedWith", "wasAttributedTo", "wasDerivedFrom", "alternateOf"]:
        for record in given.get(kind, {}).values():
            assert set(record.values()) <= names, record
    print(f"PROV: {len(document.get_records())} records")


# The terms that we use as the W3C's own context has them; what they stand for is looked up in the W3C's vocabularies.
CONTEXT = pathlib.Path(__file__).with_name("annotation-context.json")
OA = "http://www.w3.org/ns/oa#"


class Vocabularies:
    """What the W3C and others say of their terms, as the packages of a public registry hold it."""

    def __init__(self, folder):
        import rdflib

        self.graph = rdflib.Dataset(default_union=True)
        for name in ["oa", "as", "dc11", "foaf", "rdf", "rdfs"]:
            self.graph.parse(folder / name / f"{name}.nq", format="nquads")
        self.rdflib = rdflib

    def name(self, iri):
        # The package has ActivityStreams under the newer form of its name.
        return self.rdflib.URIRef(iri.replace("http://www.w3.org/ns/activitystreams#", "https://www.w3.org/ns/activitystreams#"))

    def kinds(self, iri):
        return {str(kind).rpartition("#")[2] for kind in self.graph.objects(self.name(iri), self.rdflib.RDF.type)}

    def fits(self, types, wanted):
        """True where one of the types is the wanted class or one under it."""
        todo, seen = [self.name(one) for one in types], set()
        while todo:
            one = todo.pop()
            if one == wanted:
                return True
            if one not in seen:
                seen.add(one)
                todo.extend(self.graph.objects(one, self.rdflib.RDFS.subClassOf))
        return False

    def check(self, node):
        types = node.get("@type", [])
        for kind in types:
            assert "Class" in self.kinds(kind), f"no vocabulary has a class {kind}"
        for key, values in node.items():
            if key.startswith("@"):
                continue
            assert any(kind.endswith("Property") for kind in self.kinds(key)), f"no vocabulary has a property {key}"
            # Those of ActivityStreams may be unions, which are not read.
            classes = lambda of: [one for one in self.graph.objects(self.name(key), of) if key.startswith(OA)]
            for domain in classes(self.rdflib.RDFS.domain):
                assert self.fits(types, domain), f"{key} is of {domain}, not of {types}"
            for value in [inner for one in values for inner in one.get("@list", [one])]:
                if "@type" in value and "@value" not in value:
                    for wanted in classes(self.rdflib.RDFS.range):
                        assert self.fits(value["@type"], wanted), f"{key} leads to {wanted}, not to {value['@type']}"
                    self.check(value)
                if key in (OA + "motivatedBy", OA + "hasPurpose"):
                    assert "Motivation" in self.kinds(value["@id"]), f"{value['@id']} is no motivation"


def expanded(document):
    """The document with full names, each of its keys accounted for: PyLD drops those that it does not know in silence."""
    from pyld import jsonld

    context = json.loads(CONTEXT.read_text(encoding="utf-8"))

    def loader(url, options=None):
        assert url == "http://www.w3.org/ns/anno.jsonld", url
        return {"contextUrl": None, "documentUrl": url, "document": context, "contentType": "application/ld+json"}

    full = jsonld.expand(document, {"documentLoader": loader})
    terms = context["@context"]
    found = keys_of(full)
    for key, times in keys_of(document).items():
        if key in ("@context", "id", "type"):
            continue
        assert key in terms, f"the context has no {key}"
        prefix, _, rest = terms[key]["@id"].partition(":")
        name = terms[prefix] + rest
        assert found.get(name) == times, f"{key}: {times} became {found.get(name)}"
    return full


def web_annotation():
    from iiif_prezi3.skeleton import Annotation

    vocabularies = Vocabularies(VOCABULARIES)

    def check(document):
        for node in expanded(document):
            vocabularies.check(node)
        for item in document["first"]["items"]:
            # Another's model of annotations takes each one, and gives back all of it.
            assert json.loads(Annotation.model_validate(item).model_dump_json(by_alias=True, exclude_none=True)) == item

    document = load("web-annotation")
    check(document)
    items = document["first"]["items"]
    assert document["total"] == len(items) > 3
    for item in items:
        assert item["type"] == "Annotation" and item["target"]
        for target in item["target"]:
            position, quote = target["selector"]
            assert position["end"] - position["start"] == len(quote["exact"]) > 0
    # What is wrong is found.
    for right, wrong in [('"exact"', '"exakt"'), ('"TextualBody"', '"TextBody"'), ('"tagging"', '"taging"'), ('"body"', '"source"')]:
        changed = json.dumps(document).replace(right, wrong)
        try:
            check(json.loads(changed))
        except Exception:
            continue
        raise AssertionError(f"{wrong} in place of {right} is not found")
    print(f"Web Annotation: {len(items)} annotations")


def schema_org():
    import schema_org as vocabulary

    literals = {"Text": str, "URL": str, "Date": str, "DateTime": str, "Number": (int, float), "Boolean": bool}
    graph = load("schema-org")["@graph"]
    by_id = {item["@id"]: item for item in graph}

    def check(item):
        kind = getattr(vocabulary, item["@type"])
        known = {prop.schema_name: prop for prop in kind.SCHEMA_PROPERTIES}
        for key, values in item.items():
            if key.startswith("@"):
                continue
            assert key in known, f"{item['@type']} has no {key}"
            assert known[key].superseded_by is None, f"{key} is superseded"
            for value in values if isinstance(values, list) else [values]:
                if isinstance(value, dict):
                    value = by_id[value["@id"]] if list(value) == ["@id"] else value
                    types = getattr(vocabulary, value["@type"]).SCHEMA_TYPES
                    assert set(types) & set(known[key].ranges), f"{key} takes {known[key].ranges}, not {types}"
                    if value.get("@id") is None:
                        check(value)
                else:
                    fits = [literals[name] for name in known[key].ranges if name in literals]
                    assert any(isinstance(value, fit) for fit in fits), f"{key}: {value!r}"

    for item in graph:
        check(item)
    reviews = [item for item in graph if item["@type"] == "ClaimReview"]
    assert reviews and all("reviewRating" not in review and "author" not in review for review in reviews)
    print(f"schema.org: {len(graph)} items")


def tables():
    for name, delimiter, columns in [("coders", ",", ["low", "best", "high", "sources", "origins"]), ("plover", "\t", ["Event ID", "Event Date", "Event Type", "Actor Name", "Recipient Name", "Source"])]:
        with (FOLDER / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter=delimiter))
        assert rows and set(columns) <= set(rows[0]), name
        assert all(None not in row and None not in row.values() for row in rows), name
        if name == "coders":
            for row in rows:
                assert float(row["low"]) <= float(row["high"]), row
                assert not row["best"] or float(row["low"]) <= float(row["best"]) <= float(row["high"]), row
        print(f"{name}: {len(rows)} rows")


def samples():
    import NewsMLG2
    from lxml import etree

    # A document by the IPTC's own library, and what it says in the terms of the standard.
    document = NewsMLG2.NewsMLG2Document(str(SAMPLES / "item.xml"))
    assert document.get_item() is not None
    etree.parse(str(SAMPLES / "item.nitf.xml"))
    print("NewsML-G2, NITF: the samples are read")


for check in [follow_the_money, prov, web_annotation, schema_org, tables, samples]:
    check()
