#!/usr/bin/env python3
"""Uses `alierr mcp` as an assistant does, by the client of PyPI's `mcp`, which checks each answer by the tool's schema.

    packaging/try-mcp.py ALIERR
"""

import asyncio
import sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

ERROR = """ErrorCode: InvalidVpcId.NotFound
Message: Specified VPC does not exist.
RequestId: 7B6A4F1C-0D5E-4B3A-9C2D-1E0F9A8B7C6D
"""

# A tool, what it is asked, and where in the answer something has to stand.
CALLS = [
    ("explain", {"code": "InvalidVpcId.NotFound"}, "entries"),
    ("explain", {"code": "InvalidFlyingCarpetId.NotFound"}, "derived"),
    ("search", {"query": "余额", "limit": 3}, "hits"),
    ("diagnose", {"text": ERROR}, "findings"),
    ("products", {}, "products"),
]


async def main(program: str) -> None:
    server = StdioServerParameters(command=program, args=["mcp"])
    async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
        await session.initialize()
        tools = [tool.name for tool in (await session.list_tools()).tools]
        assert sorted(tools) == ["diagnose", "explain", "products", "search"], tools
        for tool, asked, told in CALLS:
            answer = await session.call_tool(tool, asked)
            content = getattr(answer, "structured_content", None) or answer.structuredContent
            assert content[told], (tool, asked, content)
            print(f"{tool:<10} {told} ok")
        refused = await session.call_tool("explain", {"code": "X", "product": "slbb"})
        assert getattr(refused, "is_error", None) or refused.isError, refused
        print("a wrong product is refused")


asyncio.run(main(sys.argv[1]))
