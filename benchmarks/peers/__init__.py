"""Other solvers of vehicle routing, each used as its own documentation advises.

All of them get one vehicle an engineer-day and optional visits. What a solver cannot express is
relaxed in its favour and put right afterwards by ``benchmarks.repair``; each file says what.
"""
