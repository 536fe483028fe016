"""Which capitals of a title are put in braces."""

from __future__ import annotations

import pytest

from papercite.formats.capitals import is_sentence_case, title


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("", ""),
        ("Ternary Weight Networks", "Ternary Weight Networks"),
        ("XNOR-Net: ImageNet Classification Using Binary CNNs",
         "{XNOR-Net}: {ImageNet} Classification Using Binary {CNN}s"),
        ("WRPN: Wide Reduced-Precision Networks", "{WRPN}: Wide Reduced-Precision Networks"),
        ("MobileNetV2: Inverted Residuals", "{MobileNetV2}: Inverted Residuals"),
        ("BNN+: Improved Binary Network Training", "{BNN}+: Improved Binary Network Training"),
        ("Shift: A Zero FLOP, Zero Parameter Alternative", "Shift: A Zero {FLOP}, Zero Parameter Alternative"),
        ("mixup: Beyond Empirical Risk Minimization", "mixup: Beyond Empirical Risk Minimization"),
        ("GANs and VAEs, not ViTs", "{GAN}s and {VAE}s, not {ViTs}"),
        ("iCaRL and eBay", "{iCaRL} and {eBay}"),
        ("PhD Students' LaTeX", "{PhD} Students' {LaTeX}"),
        ("“ImageNet” (and CIFAR)", "“{ImageNet}” (and {CIFAR})"),
        ("L'ÉCOLE de Éric", "{L}'{ÉCOLE} de Éric"),
    ],
)  # fmt: skip
def test_words_with_capitals_inside_keep_them(text: str, latex: str) -> None:
    assert title(text) == latex


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("CNN-Based Detection", "{CNN}-Based Detection"),
        ("BERT-like Models", "{BERT}-like Models"),
        ("AlexNet-level accuracy with 50x fewer parameters", "{AlexNet}-level accuracy with 50x fewer parameters"),
        ("Low-Bit and Half-Wave Quantization", "Low-Bit and Half-Wave Quantization"),
        ("LQ-Nets and XNOR-Nets", "{LQ-Nets} and {XNOR-Nets}"),
        ("RGB-D Images", "{RGB-D} Images"),
        ("U-Net: Convolutional Networks", "{U-Net}: Convolutional Networks"),
        ("Pre-Trained BERT", "Pre-Trained {BERT}"),
        ("Non-Euclidean Geometry", "Non-{Euclidean} Geometry"),
        ("An X-Ray of B-Splines", "An {X}-Ray of {B}-Splines"),
        ("The L-BFGS Method", "The {L-BFGS} Method"),
        ("Multi-GPU Training", "Multi-{GPU} Training"),
    ],
)
def test_words_with_hyphens_are_a_name_or_a_name_with_something_behind_it(text: str, latex: str) -> None:
    assert title(text) == latex


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("CPU/GPU Training", "{CPU}/{GPU} Training"),
        ("A Main/Subsidiary Network", "A Main/Subsidiary Network"),
        ("DNA/Protein Folding", "{DNA}/Protein Folding"),
        ("I/O-Efficient Search", "{I}/{O}-Efficient Search"),
    ],
)
def test_slashes_part_words(text: str, latex: str) -> None:
    assert title(text) == latex


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("A Survey", "A Survey"),
        ("Gradients: A Survey", "Gradients: A Survey"),
        ("What a Survey Is", "What a Survey Is"),
        ("Vitamin C and I", "Vitamin {C} and {I}"),
        ("C++ and C#", r"{C}++ and {C}\#"),
        ("x_i and X_i", r"x\_i and {X}\_i"),
    ],
)
def test_single_letters_keep_their_capital_but_for_the_article(text: str, latex: str) -> None:
    assert title(text) == latex


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("3D Object Detection", "{3D} Object Detection"),
        ("2D/3D Pose in 4K", "{2D}/{3D} Pose in {4K}"),
        ("Less Than 0.5MB", "Less Than 0.{5MB}"),
        ("YOLOv3 on a GTX1080", "{YOLOv3} on a {GTX1080}"),
        ("50x Faster 1-bit Networks", "50x Faster 1-bit Networks"),
        ("Exploring T5 with F1 Scores", "Exploring {T5} with {F1} Scores"),
        ("ShuffleNet V2 and SSD", "{ShuffleNet} {V2} and {SSD}"),
    ],
)
def test_capitals_beside_digits_are_kept(text: str, latex: str) -> None:
    assert title(text) == latex


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("Half-Wave Gaussian Quantization", "Half-Wave {Gaussian} Quantization"),
        ("Mixtures of Gaussians", "Mixtures of {Gaussians}"),
        ("Newton's Method and Shannon’s Theorem", "{Newton}'s Method and {Shannon}’s Theorem"),
        ("Quasi-Newton Methods", "Quasi-{Newton} Methods"),
        ("Naïve Bayes in the Fourier Domain", "Naïve {Bayes} in the {Fourier} Domain"),
        ("A Monte Carlo Study", "A {Monte} {Carlo} Study"),
        ("The Schrödinger Equation", "The {Schrödinger} Equation"),
    ],
)
def test_names_of_people_languages_and_countries_are_kept(text: str, latex: str) -> None:
    assert title(text) == latex


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("Model compression via distillation and quantization", "Model compression via distillation and quantization"),
        ("Training deep networks with Caffe for embedded devices",
         "Training deep networks with {Caffe} for embedded devices"),
        ("Fast training of very deep networks: Where most time of recent Intel chips goes",
         "Fast training of very deep networks: Where most time of recent {Intel} chips goes"),
        ("Training binary neural networks with real-to-binary convolutions",
         "Training binary neural networks with real-to-binary convolutions"),
    ],
)  # fmt: skip
def test_where_ordinary_words_begin_small_every_capital_but_the_first_means_something(text: str, latex: str) -> None:
    assert title(text) == latex


@pytest.mark.parametrize(
    ("text", "is_sentence"),
    [
        ("", False),
        ("Ternary Weight Networks", False),
        ("Model compression via distillation and quantization", True),
        ("Deep learning", False),
        ("Training on Intel Chips with Caffe quickly", False),
    ],
)
def test_sentence_case_needs_most_of_several_long_words_to_begin_small(text: str, is_sentence: bool) -> None:
    assert is_sentence_case(text) is is_sentence


@pytest.mark.parametrize(
    ("text", "nickname", "latex"),
    [
        ("Bi-Real Net: Enhancing CNNs", "Bi-Real-Net", "{Bi-Real Net}: Enhancing {CNN}s"),
        ("Bi-Real Net: Enhancing CNNs", "BI-REAL NET", "{Bi-Real Net}: Enhancing {CNN}s"),
        ("LQ-Nets: Learned Quantization", "LQ-Net", "{LQ-Nets}: Learned Quantization"),
        ("ShuffleNet V2: Practical Guidelines", "ShuffleNet V2", "{ShuffleNet V2}: Practical Guidelines"),
        ("R&D Net: Better", "R&D-Net", r"{R\&D Net}: Better"),
        ("Éléa Net: Better", "éléa-net", "{Éléa Net}: Better"),
        ("Bi-Real Net: Enhancing", "", "Bi-Real Net: Enhancing"),
        ("Bi-Real Net: Enhancing", "XNOR-Net", "Bi-Real Net: Enhancing"),
        ("Bi-Real Net", "Bi-Real Net", "Bi-Real Net"),
        ("Shift: A Zero FLOP Alternative", "Shift", "Shift: A Zero {FLOP} Alternative"),
        ("mixup: Beyond Risk", "mixup", "mixup: Beyond Risk"),
    ],
)
def test_a_nickname_before_the_colon_is_kept_whole(text: str, nickname: str, latex: str) -> None:
    assert title(text, nickname) == latex


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("AT&T's R&D: 100% CNNs_2", r"{AT}\&{T}'s {R}\&{D}: 100\% {CNN}s\_2"),
        (r"\textbf{CNN}", r"{\textbackslash}textbf{\textbraceleft}{CNN}{\textbraceright}"),
        ("SqueezeNet <0.5MB", r"{SqueezeNet} {\textless}0.{5MB}"),
        (r"$\ell_1$ Norms of CNNs", r"{$\ell_1$} Norms of {CNN}s"),
        ("$N$-Bit $K$-Means", "{$N$}-Bit {$K$}-Means"),
        ("A $5 CNN for a $6 GPU", r"A \$5 {CNN} for a \$6 {GPU}"),
        ("基于 CNN 的量化", "基于 {CNN} 的量化"),
    ],
)  # fmt: skip
def test_braces_and_escapes_go_together(text: str, latex: str) -> None:
    assert title(text) == latex
