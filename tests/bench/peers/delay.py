"""usage: delay PORT SECONDS - takes connections on a port that it prints and passes them on to PORT of this machine,
each piece that much later in each direction: a network of twice that round trip. Ends with its input."""
import asyncio, sys

target, delay = int(sys.argv[1]), float(sys.argv[2])


async def flow(reader, writer):
    """Pieces keep their distance: what is read now is written DELAY from now, whatever was read before."""
    loop = asyncio.get_running_loop()
    line = asyncio.Queue()

    async def write():
        while True:
            due, piece = await line.get()
            await asyncio.sleep(max(0, due - loop.time()))
            if not piece:
                break
            writer.write(piece)
            await writer.drain()
        writer.close()

    writing = asyncio.create_task(write())
    try:
        while piece := await reader.read(65536):
            line.put_nowait((loop.time() + delay, piece))
    except ConnectionError:
        pass
    line.put_nowait((loop.time() + delay, b""))
    try:
        await writing
    except ConnectionError:
        pass


async def serve(reader, writer):
    try:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", target)
    except OSError:
        writer.close()
        return
    await asyncio.gather(flow(reader, far_writer), flow(far_reader, writer))


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=128)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)

asyncio.run(main())
