"""Completion for shells: commands -> a script that bash, zsh or fish reads.

Words that only a list knows (its topics, venues, keys) are asked for when they are needed: the script runs
`papercite completion --words topic`. They come from foreign text, so they are compared and inserted as they are and
never handed to the shell to be expanded (as `compgen -W` does); and papercite gives only words that need no quotes.
"""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from papercite.options import flags_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from papercite.options import Command, Option, Value

SAFE = re.compile(r"\w[\w.+/-]*")  # a word that no shell takes for more than a word

# ---- bash

_BASH = """\
# Completion of papercite for bash 4.2 or newer; in ~/.bashrc: eval "$(papercite completion bash)"

_papercite_words() {
    local word
    for word; do
        if [[ $word == "$current"* ]]; then COMPREPLY+=("$word"); fi
    done
}

_papercite_commas() {
    local before= word
    if [[ $current == *,* ]]; then before=${current%,*},; fi
    for word; do
        if [[ ,$before != *,"$word",* && $before$word == "$current"* ]]; then COMPREPLY+=("$before$word"); fi
    done
    compopt -o nospace 2>/dev/null
}

_papercite_files() {
    local path
    compopt -o filenames 2>/dev/null
    while IFS= read -r path; do
        if [[ -z $1 || -d $path || $path == \\~* || ${path,,} == *.@($1) ]]; then COMPREPLY+=("$path"); fi
    done < <(compgen -f -- "$current")
}

_papercite_lists() {
    _papercite_files '@ENDINGS@'
}

_papercite_asked() {
    local word lists=()
    for word in "${COMP_WORDS[@]:2}"; do
        if [[ -f $word && ${word,,} == *.@(@ENDINGS@) ]]; then lists+=(--list "$word"); fi
    done
    while IFS= read -r word; do
        if [[ $word == "$current"* ]]; then COMPREPLY+=("$word"); fi
    done < <(command papercite completion --words "$1" "${lists[@]}" 2>/dev/null </dev/null)
}

_papercite() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}
    COMPREPLY=()
    if [[ $current == = ]]; then
        current=
    elif [[ $previous == = ]]; then
        previous=${COMP_WORDS[COMP_CWORD-2]}
    fi
    if ((COMP_CWORD == 1)); then
        _papercite_words @COMMANDS@ --help --version
        return
    fi
    case $command:$previous in
@VALUES@
    esac
    case $command:$current in
@OPTIONS@
    esac
    case $command in
@OPERANDS@
    esac
}

complete -F _papercite papercite
"""


def bash(commands: Sequence[Command], endings: Sequence[str]) -> str:
    """The script for bash; `endings` are those of lists, without the dot."""
    values = dict.fromkeys(option.value for command in commands for option in command.options if option.value)
    cases = {_bash_call(value): flags_of(commands, value) for value in values}
    operands: dict[str, list[str]] = {}
    for command in commands:
        if command.operand:
            operands.setdefault(_bash_call(command.operand), []).append(command.name)
    return _filled(
        _BASH,
        ENDINGS="|".join(endings),
        COMMANDS=" ".join(command.name for command in commands),
        VALUES=_cases((call, [f"{name}:{flag}" for name, flag in flags]) for call, flags in cases.items()),
        OPTIONS=_cases(
            (f"_papercite_words {' '.join(_long_flags(command))}", [f"{command.name}:-*"]) for command in commands
        ),
        OPERANDS=_cases(operands.items()),
    )  # fmt: skip


def _long_flags(command: Command) -> list[str]:
    return [flag for option in command.options for flag in option.flags if flag.startswith("--")]


def _bash_call(value: Value) -> str:
    """What offers the words of a value; `:` offers nothing."""
    return ":" if value.kind == "text" else shlex.join([f"_papercite_{value.kind}", *value.words])


def _cases(rows: Iterable[tuple[str, Sequence[str]]]) -> str:
    return "\n".join(f"    {' | '.join(patterns)})\n        {call}\n        return ;;" for call, patterns in rows)


def _filled(template: str, **parts: str) -> str:
    for name, text in parts.items():
        template = template.replace(f"@{name}@", text)
    return template


# ---- zsh

_ZSH = """\
#compdef papercite
# Completion of papercite for zsh; as the file _papercite in a folder of $fpath, or in ~/.zshrc behind compinit:
# eval "$(papercite completion zsh)"

_papercite_asked() {
    local word
    local -a lists found
    for word in "${(Q)words[@]:1}"; do
        [[ -f $word && ${word:l} == *.(@ENDINGS@) ]] && lists+=(--list "$word")
    done
    found=("${(@f)$(command papercite completion --words $1 "${lists[@]}" 2>/dev/null </dev/null)}")
    compadd -a found
}

_papercite() {
    local -a commands
    commands=(
@COMMANDS@
    )
    if (( CURRENT == 2 )); then
        _describe -t commands command commands
        compadd -- --help --version
        return
    fi
    shift words
    (( CURRENT-- ))
    case $words[1] in
@CASES@
    esac
}

if [[ $funcstack[1] == _papercite ]]; then
    _papercite "$@"
else
    compdef _papercite papercite
fi
"""


def zsh(commands: Sequence[Command], endings: Sequence[str]) -> str:
    """The script for zsh; `endings` are those of lists, without the dot."""
    globs = "|".join(endings)
    cases = []
    for command in commands:
        specs = [spec for option in command.options for spec in _zsh_option(option, globs)]
        if command.operand:
            specs.append(_quoted("*" + _zsh_value(command.operand, globs)))
        cases.append(
            f"    {command.name})\n        _arguments \\\n            " + " \\\n            ".join(specs) + " ;;"
        )
    return _filled(
        _ZSH,
        ENDINGS=globs,
        COMMANDS="\n".join(f"        {_quoted(f'{one.name}:{one.about}')}" for one in commands),
        CASES="\n".join(cases),
    )


def _zsh_option(option: Option, globs: str) -> list[str]:
    """An argument of _arguments for each flag; all flags of an option exclude each other if it is of use once only."""
    about = re.sub(r"([\\\[\]:])", r"\\\1", option.summary)
    value = _zsh_value(option.value, globs) if option.value else ""
    once = "*" if option.repeats else f"({' '.join(option.flags)})"
    mark = {True: "=", False: "+"}
    return [
        _quoted(f"{once}{flag}{mark[flag.startswith('--')] if value else ''}[{about}]{value}") for flag in option.flags
    ]


def _zsh_value(value: Value, globs: str) -> str:
    name = value.name.replace(":", "\\:")
    words = " ".join(value.words)
    action = {
        "text": " ",
        "words": f"({words})",
        "commas": f" _values -s , {name} {words}",
        "files": "_files",
        "lists": f'_files -g "(#i)*.({globs})"',
        "asked": f" _papercite_asked {words}",
    }[value.kind]
    return f":{name}:{action}"


def _quoted(text: str) -> str:
    quote = "'\\''"
    return f"'{text.replace(chr(39), quote)}'"


# ---- fish

_FISH = """\
# Completion of papercite for fish; as ~/.config/fish/completions/papercite.fish, or: papercite completion fish | source

function __papercite_in
    set -l words (commandline -opc)
    test (count $words) -gt 1; and test $words[2] = $argv[1]
end

function __papercite_at_start
    test (count (commandline -opc)) -eq 1
end

function __papercite_commas
    set -l before (string replace -rf '^((?:.*=)?(?:.*,)?)[^,=]*$' '$1' -- (commandline -ct))
    printf "%s\\n" $before$argv
end

function __papercite_asked
    set -l lists
    for word in (commandline -opc)[3..-1]
        if test -f $word; and string match -qir '\\.(?:@ENDINGS@)$' -- $word
            set -a lists --list $word
        end
    end
    command papercite completion --words $argv[1] $lists 2>/dev/null </dev/null
end

complete -c papercite -e
complete -c papercite -f
complete -c papercite -n __papercite_at_start -l help -d 'show what there is'
complete -c papercite -n __papercite_at_start -l version -d 'show the version'
@LINES@
"""


def fish(commands: Sequence[Command], endings: Sequence[str]) -> str:
    """The script for fish; `endings` are those of lists, without the dot."""
    lines = []
    for command in commands:
        start = f"complete -c papercite -n '__papercite_in {command.name}'"
        lines.append(f"complete -c papercite -n __papercite_at_start -a {command.name} -d {_in_fish(command.about)}")
        if command.operand and command.operand.kind != "text":
            lines.append(f"{start} {_fish_value(command.operand)}")
        for option in command.options:
            flags = " ".join(f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}" for flag in option.flags)
            value = ""
            if option.value:
                files = option.value.kind in ("files", "lists")
                value = f" {'-r' if files else '-x'} {_fish_value(option.value)}".rstrip()
            lines.append(f"{start} {flags}{value} -d {_in_fish(option.summary)}")
    return _filled(_FISH, ENDINGS="|".join(endings), LINES="\n".join(lines))


def _fish_value(value: Value) -> str:
    words = " ".join(value.words)
    return {
        "text": "",
        "words": f"-a {_in_fish(words)}",
        "commas": f"-a {_in_fish(f'(__papercite_commas {words})')}",
        "files": "-F",
        "lists": "-F",
        "asked": f"-a {_in_fish(f'(__papercite_asked {words})')}",
    }[value.kind]


def _in_fish(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


SCRIPTS: dict[str, Callable[[Sequence[Command], Sequence[str]], str]] = {"bash": bash, "zsh": zsh, "fish": fish}
