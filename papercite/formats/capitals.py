"""Case protection: which capitals of a title a BibTeX style must not lower.

Classic styles print titles in small letters but for the first one and those in braces. Braces
go round what must keep its capitals and nothing else, never round a whole title.
"""

from __future__ import annotations

import re

from papercite.formats.latex import escape

# Names that stand in titles with a capital: people after whom things are called, languages, countries.
_PROPER = frozenset(
    "Abel Adam African American Arabic Asian Australian Bayes Bayesian Bellman Bernoulli Bezier Boltzmann Boolean "
    "Brazilian Bregman British Brownian Byzantine Canadian Cauchy Chebyshev Chernoff Chinese Cholesky Christoffel "
    "Coulomb Dantzig Delaunay Dirac Dirichlet Doppler Dutch Earth Eckart Einstein English Ethereum Euclidean Euler "
    "Eulerian European Fenchel Fermat Fisher Fourier French Fresnel Frobenius Galerkin Galois Gauss Gaussian German "
    "Gibbs Gödel Google Grassmann Greek Green Gumbel Haar Hadamard Hamilton Hamiltonian Hebbian Hebrew Hermite Hessian "
    "Higgs Hilbert Hindi Hoeffding Hopfield Hough Huffman Indian Internet Ising Italian Jacobi Jacobian Japanese Java "
    "JavaScript Jensen Kalman Kolmogorov Korean Krylov Kronecker Lagrange Lagrangian Langevin Laplace Laplacian Latin "
    "Lebesgue Legendre Levenberg Levenshtein Linux Lipschitz Lloyd Lorentz Lyapunov Mahalanobis Markov Markovian "
    "Marquardt Mercer Minkowski Monte Carlo Moore Nash Nesterov Newton Nyquist Nyström Occam Parseval Pascal Pareto "
    "Penrose Perron Persian Poincaré Poisson Polish Portuguese Potts Prolog Python Rademacher Rayleigh Riccati Riemann "
    "Riemannian Robbins Runge Russian Rust Sanskrit Schmidt Schrödinger Shannon Shapley Sinkhorn Sobolev Spanish Stein "
    "Stiefel Stirling Stokes Strassen Taylor Thompson Tikhonov Toeplitz Turing Turkish Twitter Vandermonde Venn "
    "Vietnamese Voronoi Wasserstein Weibull Welsch Wiener Wikipedia Windows Winograd Youtube Zipf".split()
)
# What follows a hyphen without being part of the name before it: "CNN-Based".
_APPENDED = frozenset(
    "agnostic aided and assisted augmented aware based bit by constrained centric compatible dependent driven "
    "efficient enabled enhanced equivariant free friendly guided in independent induced inspired invariant level "
    "like of only oriented optimal powered preserving regularized robust scale sensitive shot specific style "
    "supervised time to trained type weighted wise".split()
)
COMPOUND = re.compile(r"[^\W_]+(?:[-‐/][^\W_]+)*")
AFTER_COLON = re.compile(r"[:.?!]\s*$")


def title(text: str, name: str = "") -> str:
    """A title for BibTeX: escaped, and braces round the capitals that a style must not lower.

    text    the title: "XNOR-Net: ImageNet Classification Using Binary CNNs"
    name    a name of the paper that may begin the title; its capitals matter: "Bi-Real Net"
    returns "{XNOR-Net}: {ImageNet} Classification Using Binary {CNN}s"
    """
    kept = length_of_name(text, name)
    head = "{" + escape(text[:kept]) + "}" if kept else ""
    sentence_case = is_sentence_case(text)
    if "$" not in text:
        return head + _protected(text[kept:], sentence_case, begins=not kept)
    from papercite.formats.mathematics import pieces_of

    pieces = [
        f"{{${piece}$}}" if is_math else _protected(piece, sentence_case, begins=not (kept or place))
        for place, (piece, is_math) in enumerate(pieces_of(text[kept:]))
    ]
    return head + "".join(pieces)


def length_of_name(text: str, name: str) -> int:
    """Number of characters at the start of `text` that are `name`, 0 if it does not begin so or has nothing to lose."""
    head = text.partition(":")[0]
    if not name or len(head) == len(text) or _letters(head) != _letters(name) or not any(c.isupper() for c in head[1:]):
        return 0
    return len(head)


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum()).removesuffix("s")


def _protected(text: str, sentence_case: bool, begins: bool) -> str:
    """Text without mathematics, escaped, with braces where capitals matter; `begins`: it begins the title."""
    pieces: list[str] = []
    place = 0
    for found in COMPOUND.finditer(text):
        word, start = found[0], found.start()
        if _is_plain(word, sentence_case):
            continue
        is_first = AFTER_COLON.search(text, 0, start) or (begins and start == 0)
        in_braces = guarded(word, sentence_case and not is_first, is_head=text.startswith(":", found.end()))
        if in_braces != word:
            pieces += [escape(text[place:start]), in_braces]
            place = found.end()
    return "".join([*pieces, escape(text[place:])])


def _is_plain(word: str, sentence_case: bool) -> bool:
    """Nothing in the word can need braces: all small letters, or a capital only in front of an ordinary word."""
    tail = word[1:]
    if not tail:
        return not word.isupper() or word == "A"
    if tail != tail.lower() or (word[0].isupper() and not word.isalpha()):
        return False
    return not (word[0].isupper() and (sentence_case or word in _PROPER or word.removesuffix("s") in _PROPER))


def is_sentence_case(text: str) -> bool:
    """Most of the longer words begin small: then a capital means something."""
    words = [word for word in text.split(" ") if len(word) > 3 and word.isalpha()]
    small = sum(word[0].islower() for word in words)
    return small > 2 and 3 * small > 2 * len(words)


def guarded(word: str, capital_counts: bool, is_head: bool) -> str:
    """A match of COMPOUND, in braces where its capitals matter: {XNOR-Net}, {CNN}s, {CNN}-Based, Low-Bit."""
    parts = re.split(r"([-‐/])", word)
    matters = [_capitals_matter(part, capital_counts) for part in parts[::2]]
    if not any(matters):
        return word
    is_name = matters[0] and (is_head or _has_inner_capital(parts[0])) and "/" not in word
    done = []
    for place, part in enumerate(parts[::2]):
        belongs = is_name and place and part[:1].isupper() and part.lower() not in _APPENDED
        done.append(part if not (matters[place] or belongs) else _braced(part))
    joined = "".join(piece + mark for piece, mark in zip(done, [*parts[1::2], ""], strict=True))
    return re.sub(r"\}([-‐])\{", r"\1", joined)


def _has_inner_capital(part: str) -> bool:
    return any(character.isupper() for character in part[1:])


def _capitals_matter(part: str, capital_counts: bool) -> bool:
    if (
        _has_inner_capital(part)
        or (part[0].isupper() and not part.isalpha())
        or part in _PROPER
        or part.removesuffix("s") in _PROPER
    ):
        return True
    if len(part) == 1:
        return part.isupper() and part != "A"
    return capital_counts and part[0].isupper()


def _braced(part: str) -> str:
    """{CNN}s: a plural's small s stands outside."""
    if len(part) > 2 and part.endswith("s") and part[:-1].isupper():
        return "{" + part[:-1] + "}s"
    return "{" + part + "}"
