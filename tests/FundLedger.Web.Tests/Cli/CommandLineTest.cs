using System.Text.Json;
using FundLedger.Web.Cli;

namespace FundLedger.Web.Tests.Cli;

/// <summary>Runs the command line inside the test, on a folder of its own, on a day that does not move.</summary>
public abstract class CommandLineTest
{
    protected static readonly DateOnly Today = new(2026, 4, 15);

    /// <summary>Folder of this test's files; the books are in its <c>books</c>.</summary>
    protected string Folder { get; private set; } = "";

    protected string Books => Path.Combine(Folder, "books");

    protected Dictionary<string, string> Environment { get; } = [];

    [SetUp]
    public void MakeFolder()
    {
        Folder = Directory.CreateTempSubdirectory("fundledger-cli-").FullName;
        Environment.Clear();
        Environment["FUNDLEDGER_DATA"] = Books;
        Environment["LANG"] = "en_US.UTF-8";
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(Folder, recursive: true);

    /// <summary>Runs a command line: words apart by blanks, <c>'…'</c> around a value that holds some.</summary>
    protected Task<Said> RunAsync(string line, CancellationToken stop = default) => RunAsync(System.CommandLine.Parsing.CommandLineParser.SplitCommandLine(line.Replace('\'', '"')).ToArray(), stop);

    protected async Task<Said> RunAsync(string[] args, CancellationToken stop = default)
    {
        using var binary = new MemoryStream();
        var (text, messages) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var around = new Surroundings(
            text, messages, binary, IsErrorTerminal: false, new StandingClock(Today), Environment.GetValueOrDefault, "tester", () => Guid.NewGuid().ToString());
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

    protected Task<Said> NewFundAsync(string code = "F1", string currency = "CNY", string more = "") =>
        DoneAsync($"fund create --code {code} --name '{code} 基金' --kind CommunityFund --currency {currency} {more}");

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

/// <summary>Noon in Shanghai of one day, for ever.</summary>
internal sealed class StandingClock(DateOnly day) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(day, new TimeOnly(4, 0), TimeSpan.Zero);
}
