namespace FundLedger.Storage;

/// <summary>Held while a process may write a data folder; the operating system lets go of it when the process ends, however it ends.</summary>
internal sealed class WriterLock : IDisposable
{
    private readonly FileStream held;

    private WriterLock(FileStream held) => this.held = held;

    /// <exception cref="CannotOpenException">Another process holds it; the message says where that one answers.</exception>
    internal static WriterLock Take(string directory, string address)
    {
        var says = Path.Combine(directory, "writer.txt");
        try
        {
            var held = new FileStream(Path.Combine(directory, "writer.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var process = $"pid {Environment.ProcessId}";
            File.WriteAllText(says, address.Length > 0 ? $"{address} ({process})" : process);
            return new WriterLock(held);
        }
        catch (IOException)
        {
            var holder = File.Exists(says) ? File.ReadAllText(says) : "?";
            throw new CannotOpenException(new(
                $"另一个程序正在写入这个账本：{holder}。请在那里操作，或先停止它。查询、报表、核验和导出可以同时进行。",
                $"Another program is writing these books: {holder}. Work there, or stop it first. Reports, verify and export run alongside."));
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new CannotOpenException(new(
                $"无权写入数据目录 {directory}。请检查目录权限。", $"The data folder {directory} cannot be written. Check its permissions."), refused);
        }
    }

    public void Dispose() => held.Dispose();
}
