using System.Globalization;
using System.Text.Json;
using FundLedger.Storage;
using FundLedger.Web.Cli;

namespace FundLedger.Web.Tests.Cli;

/// <summary>Runs the command line inside the test, on a folder of its own, on a day that does not move.</summary>
public abstract class CommandLineTest
{
    protected internal static readonly DateOnly Today = new(2026, 4, 15);

    /// <summary>Folder of this test's files; the books are in its <c>books</c>.</summary>
    protected string Folder { get; private set; } = "";

    protected string Books => Path.Combine(Folder, "books");

    protected Dictionary<string, string> Environment { get; } = [];

    /// <summary>The day on which commands run; a test may move it.</summary>
    protected DateOnly Day { get; set; }

    /// <summary>Someone watches the messages.</summary>
    protected bool IsTerminal { get; set; }

    [SetUp]
    public void MakeFolder()
    {
        (Day, IsTerminal) = (Today, false);
        Folder = Directory.CreateTempSubdirectory("fundledger-cli-").FullName;
        Environment.Clear();
        Environment["FUNDLEDGER_DATA"] = Books;
        Environment["LANG"] = "en_US.UTF-8";
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(Folder, recursive: true);

    /// <summary>Runs a command line: words apart by blanks, <c>'…'</c> around a value that holds some.</summary>
    protected Task<Said> RunAsync(string line, CancellationToken stop = default) => RunAsync(System.CommandLine.Parsing.CommandLineParser.SplitCommandLine(line.Replace('\'', '"')).ToArray(), stop);

    protected Task<Said> RunAsync(string[] args, CancellationToken stop = default) => RunAsync(args, _ => { }, stop);

    /// <summary>Runs a server until it says where it is, then tells it to stop.</summary>
    protected async Task<Said> RunUntilItServesAsync(string line, Func<Task>? meanwhile = null)
    {
        using var stop = new CancellationTokenSource();
        var isServing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = RunAsync(line.Split(' '), message =>
        {
            if (message.Contains("open in a browser", StringComparison.Ordinal)) isServing.TrySetResult();
        }, stop.Token);
        await Task.WhenAny(running, isServing.Task);
        if (meanwhile is not null && !running.IsCompleted) await meanwhile();
        await stop.CancelAsync();
        return await running;
    }

    private async Task<Said> RunAsync(string[] args, Action<string> heard, CancellationToken stop)
    {
        using var binary = new MemoryStream();
        var (text, messages) = (new StringWriter { NewLine = "\n" }, new HeardWriter(heard) { NewLine = "\n" });
        var around = new Surroundings(
            text, messages, binary, IsTerminal, new StandingClock(Day), Environment.GetValueOrDefault, "tester", () => Guid.NewGuid().ToString());
        var exitCode = await Program.RunAsync(args, around, stop);
        return new Said(exitCode, text.ToString(), messages.ToString(), binary.ToArray());
    }

    /// <summary>Runs what a test needs to have happened before.</summary>
    protected async Task<Said> DoneAsync(string line)
    {
        var said = await RunAsync(line);
        Assert.That(said.ExitCode, Is.Zero, said.Error);
        return said;
    }

    /// <summary>Runs a command line with somebody's token.</summary>
    private protected async Task<Said> AsAsync(TokenHolders.Holder holder, string line)
    {
        Environment["FUNDLEDGER_Token"] = holder.Secret;
        var said = await RunAsync(line);
        Environment.Remove("FUNDLEDGER_Token");
        return said;
    }

    protected Task<Said> NewFundAsync(string code = "F1", string currency = "CNY", string more = "")
    {
        if (Day == Today && !Directory.Exists(Books)) EmptyBooks.CopyTo(Books);
        return DoneAsync($"fund create --code {code} --name '{code} 基金' --kind CommunityFund --currency {currency} {more}");
    }

    protected string Write(string name, string content)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>What a command line answered.</summary>
    protected sealed record Said(int ExitCode, string Out, string Error, byte[] Binary)
    {
        public JsonElement Json => JsonDocument.Parse(Out).RootElement;
    }
}

/// <summary>Tells of each line as it is written.</summary>
internal sealed class HeardWriter(Action<string> heard) : StringWriter(CultureInfo.InvariantCulture)
{
    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        heard(value ?? "");
    }
}

/// <summary>Noon in Shanghai of one day, for ever.</summary>
internal sealed class StandingClock(DateOnly day) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(day, new TimeOnly(4, 0), TimeSpan.Zero);
}

/// <summary>Books in which nothing was recorded yet, made once: making them takes longer than what most tests do with theirs.</summary>
internal static class EmptyBooks
{
    private static readonly Lazy<byte[]> File = new(Make);

    internal static void CopyTo(string folder)
    {
        var place = new StorageOptions { Directory = folder };
        if (OperatingSystem.IsWindows()) System.IO.Directory.CreateDirectory(folder);
        else System.IO.Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        System.IO.File.WriteAllBytes(place.DatabaseFile, File.Value);
    }

    private static byte[] Make()
    {
        var place = new StorageOptions { Directory = System.IO.Directory.CreateTempSubdirectory("fundledger-empty-").FullName };
        SqliteDatabase.Open(place, new StandingClock(CommandLineTest.Today)).DisposeAsync().AsTask().GetAwaiter().GetResult();
        var bytes = System.IO.File.ReadAllBytes(place.DatabaseFile);
        System.IO.Directory.Delete(place.Directory, recursive: true);
        return bytes;
    }
}
