# /// script
# requires-python = ">=3.10"
# dependencies = ["mcp>=2,<3"]
# ///
"""An MCP server with a tool, a resource and a prompt, over standard input and output."""

import random
import sys

from mcp.server import MCPServer
from pydantic import BaseModel, Field

server = MCPServer("example")


class Roll(BaseModel):
    rolls: list[int]
    sum: int


# What a model can do. The types become its form in the Inspector.
@server.tool(name="roll-dice", title="Roll dice")
def roll_dice(
    count: int = Field(default=2, ge=1, le=10, description="How many dice"),
    sides: int = Field(default=6, ge=2, le=100, description="How many sides each has"),
) -> Roll:
    """Rolls some dice and adds them up."""
    rolls = [random.randint(1, sides) for _ in range(count)]
    # Standard output belongs to the protocol; whatever else you print goes to standard error.
    print(f"Rolled {rolls}", file=sys.stderr)
    return Roll(rolls=rolls, sum=sum(rolls))


# What a model can read.
@server.resource("dice://rules", title="The rules", mime_type="text/markdown")
def rules() -> str:
    """How the dice are rolled"""
    return "# Rules\n\nThe highest sum wins."


# What a person can ask a model, with one command.
@server.prompt(title="Play a game")
def play(rounds: str) -> str:
    """Plays dice against you"""
    return f"Let us roll dice against each other, {rounds} rounds."


if __name__ == "__main__":
    server.run()
