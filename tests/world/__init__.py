"""The played world: the services papercite asks, on this machine, with their shapes, their habits and their faults.

    with World() as world:                                    # all services, nothing goes wrong
        net = Net(pace, Settings(gateway=world.url))          # or a child process with PAPERCITE_GATEWAY=world.url
        ...
    assert world.pace_kept("export.arxiv.org", 3.0)
    assert world.counts()["api.crossref.org"] == 2

`facts.py` holds the works that all services hold (facts, and look-alikes that we invented), one
module a service turns them into what that service answers, `faults.py` into what goes wrong, and
`server.py` sends it and keeps a log of who asked what and when. Shapes and limits are those of 2026,
as the services document them and as recorded answers show them; no recorded answer is in here.
"""
