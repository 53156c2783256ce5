using System.CommandLine;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary>Documents written to a file, or to standard output when the file is called <c>-</c>.</summary>
internal static class Output
{
    internal static Option<string> Option(Shell shell) =>
        Options.Text(shell, "--out", new("文件", "FILE"), new("输出文件；- 为标准输出", "file to write; - is standard output"));

    /// <summary>The file appears whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    internal static async Task WriteAsync(Shell shell, string path, Func<Stream, Task> write)
    {
        if (path == "-")
        {
            await shell.Around.Out.FlushAsync();
            await write(shell.Around.BinaryOut);
            await shell.Around.BinaryOut.FlushAsync();
            return;
        }

        var partial = path + ".partial";
        try
        {
            await using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write)) await write(file);
            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }

        shell.Tell(new Bilingual($"已写入 {path}。", $"{path} is written."));
    }
}
