"""What schemathesis must know of our GraphQL schemas, and what counts as a failure there."""

import json
from datetime import timezone

import schemathesis
from hypothesis import strategies as st
from schemathesis.graphql import nodes

# Mostly what the type means, so that requests get past validation; now and then anything else.
ANYTHING = st.text(max_size=30)


def text(strategy):
    return st.one_of(strategy, strategy, strategy, ANYTHING).map(nodes.String)


# Keys are small numbers: the requests meet rows that are there.
schemathesis.graphql.scalar("ID", text(st.integers(1, 20).map(str)))
schemathesis.graphql.scalar("Giorno", text(st.dates().map(str)))
schemathesis.graphql.scalar(
    "Istante", text(st.datetimes(timezones=st.just(timezone.utc)).map(lambda instant: instant.isoformat()))
)
schemathesis.graphql.scalar("AnnoScolastico", text(st.integers(0, 9998).map(lambda year: f"{year:04}/{year + 1:04}")))
schemathesis.graphql.scalar(
    "CodiceFiscale", text(st.from_regex(r"[A-Z]{6}[0-9]{2}[A-EHLMPRST][0-9]{2}[A-Z][0-9]{3}[A-Z]", fullmatch=True))
)
schemathesis.graphql.scalar("Importo", st.integers(-(2**63), 2**63 - 1).map(lambda n: nodes.Int(str(n))))
schemathesis.graphql.scalar("PrezzoUnitario", st.integers(-(2**63), 2**63 - 1).map(lambda n: nodes.Int(str(n))))
schemathesis.graphql.scalar("Json", ANYTHING.map(json.dumps).map(nodes.String))

UNFORESEEN = {"ERRORE_INTERNO", "TEMPO_SCADUTO"}


@schemathesis.check
def nothing_unforeseen(ctx, response, case):
    """A refusal is an answer, with a code; what we did not think of is none, whatever its status."""
    assert response.status_code < 500, f"status {response.status_code}"
    if case.operation.schema.specification.kind.name != "GRAPHQL" or response.status_code != 200:
        return
    for error in response.json().get("errors") or []:
        code = (error.get("extensions") or {}).get("code")
        assert code not in UNFORESEEN, error
        assert code or "path" not in error, f"a refusal without a code: {error}"
