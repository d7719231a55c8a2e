"""Every Python program of a server that is debugged loads this first (PYTHONPATH).

It lets debugpy listen, says where in a file of the folder that PORTCULLIS_DEBUGGEES names, and waits until a
debugger has come and set its breakpoints. Afterwards the sitecustomize that this one hides has its turn.
"""

import json
import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))
# Programs that only start the one that is meant.
_RUNNERS = {"pip", "pip3", "pipx", "poetry", "pdm", "hatch", "pipenv", "rye", "uv", "uvx", "virtualenv", "venv"}
_HELPERS = ("multiprocessing.resource_tracker", "multiprocessing.forkserver")


def _argv():
    return list(getattr(sys, "orig_argv", None) or getattr(sys, "argv", None) or [])


def _name_of(argv):
    """What is run: the name of a module or of a script, without its folder and extension."""
    rest = argv[1:]
    while rest:
        word = rest.pop(0)
        if word == "-m" and rest:
            return rest[0].split(".")[0]
        if word == "-c":
            return "python"
        if word in ("-X", "-W") and rest:
            rest.pop(0)
        elif not word.startswith("-"):
            return os.path.splitext(os.path.basename(word))[0]
    return "python"


def _is_other(argv):
    return any(helper in word for word in argv for helper in _HELPERS)


def _say(folder, about):
    file = os.path.join(folder, "%d.json" % os.getpid())
    with open(file + ".part", "w", encoding="utf-8") as part:
        json.dump(dict(about, kind="python", pid=os.getpid()), part)
    os.replace(file + ".part", file)


def _import_debugpy():
    # The debugger brings its own; it is not to be found by the program itself.
    brought = os.environ.get("PORTCULLIS_DEBUGPY")
    if not brought:
        import debugpy

        return debugpy
    sys.path.insert(0, brought)
    try:
        import debugpy

        return debugpy
    finally:
        sys.path.remove(brought)


def _announce(folder, title):
    # What debugpy starts is not to be debugged.
    del os.environ["PORTCULLIS_DEBUGGEES"]
    try:
        try:
            debugpy = _import_debugpy()
        except ImportError as error:
            _say(folder, {"title": title, "problem": str(error), "program": sys.executable})
            return
        debugpy.configure(subProcess=False)
        host, port = debugpy.listen(("127.0.0.1", 0))
        _say(folder, {"title": title, "host": host, "port": port})
        debugpy.wait_for_client()
    finally:
        os.environ["PORTCULLIS_DEBUGGEES"] = folder


def _next_sitecustomize():
    if _HERE in sys.path:
        sys.path.remove(_HERE)
    ours = sys.modules.pop("sitecustomize", None)
    try:
        import sitecustomize  # noqa: F401
    except ImportError as error:
        if error.name != "sitecustomize":
            raise
    finally:
        # Python looks for what it has just imported.
        if ours is not None:
            sys.modules.setdefault("sitecustomize", ours)


def _main():
    folder = os.environ.get("PORTCULLIS_DEBUGGEES")
    argv = _argv()
    name = _name_of(argv)
    if not folder or not os.path.isdir(folder) or name in _RUNNERS or _is_other(argv):
        return
    try:
        _announce(folder, name)
    except Exception as error:  # The program runs without a debugger.
        _say(folder, {"title": name, "problem": repr(error), "program": sys.executable})


_main()
_next_sitecustomize()
