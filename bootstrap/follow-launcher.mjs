/** Loaded before each program: when the launcher is killed, its channel closes, and the program ends in good order. */
if (process.channel) {
  process.channel.unref();
  process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
}
