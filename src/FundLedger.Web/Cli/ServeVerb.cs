using System.CommandLine;
using System.Net.Sockets;
using FundLedger.People.Accounts;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Hosting;
using Microsoft.AspNetCore.Connections;

namespace FundLedger.Web.Cli;

/// <summary><c>serve</c>.</summary>
internal static class ServeVerb
{
    private static readonly TimeSpan FirstRunLifetime = TimeSpan.FromHours(24);
    private const string DefaultUrl = "http://127.0.0.1:5000";

    internal static Option<string> Urls(Shell shell) => Options.Text(
        shell, "--urls", new("网址", "URL"), new($"监听的本机网址（默认 {DefaultUrl}）；多个用分号隔开", $"address of this machine to listen on (default {DefaultUrl}); several apart by semicolons"));

    internal static Command In(Shell shell)
    {
        var urls = Urls(shell);
        var verb = new Command("serve", shell.In("启动网站（目前只在本机）", "Start the web site (on this machine only, for now)"));
        verb.Take(urls);
        verb.SetAction(async (parsed, stop) =>
        {
            if (!AddressesOf(parsed, urls).IsDone(out var addresses, out var refusal)) return TellRefusedUrls(shell, refusal, verb);
            var options = shell.StorageOf(parsed) with { Address = addresses[0].ToString() };
            await using var database = Databases.Open(options, shell.Clock);
            return await RunAsync(shell, database, addresses, stop);
        });
        return verb;
    }

    internal static Outcome<IReadOnlyList<Uri>> AddressesOf(ParseResult parsed, Option<string> urls) => LoopbackUrls.Read(parsed.GetValue(urls) ?? DefaultUrl);

    /// <summary>An address outside this machine is well written and still not to be had: that is no fault of the input.</summary>
    internal static int TellRefusedUrls(Shell shell, Refusal refusal, Command verb)
    {
        var exitCode = shell.TellRefusal(refusal, verb);
        return refusal.Code == LoopbackUrls.NotLoopback ? ExitCode.Environment : exitCode;
    }

    /// <summary>Serves until it is told to stop; requests under way are answered first.</summary>
    internal static async Task<int> RunAsync(Shell shell, Database database, IReadOnlyList<Uri> addresses, CancellationToken stop)
    {
        await using var app = LedgerHost.Build(database, addresses, shell.Clock);
        try
        {
            await app.StartAsync(stop);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException or SocketException)
        {
            return shell.TellError(new(
                $"{addresses[0]} 已被占用。请停止占用它的程序，或用 --urls 换一个端口。", $"{addresses[0]} is in use. Stop the program that holds it, or choose another port with --urls."), ExitCode.Environment);
        }

        await TellFirstRunAsync(shell, database, app.Urls.First(), stop);
        foreach (var address in app.Urls) shell.Around.Error.WriteLine($"FundLedger：请在浏览器打开 / open in a browser: {address}");
        shell.Around.Error.WriteLine("按 Ctrl+C 停止 / press Ctrl+C to stop");
        await app.WaitForShutdownAsync(stop);
        return ExitCode.Done;
    }

    /// <summary>Where nobody can sign in yet, whoever sees what the server prints makes the first administrator.</summary>
    private static async Task TellFirstRunAsync(Shell shell, Database database, string address, CancellationToken stop)
    {
        if (!database.IsWriting || await database.ReadAsync(Persons.AnyAsync, stop)) return;
        var code = Secret.NewToType();
        var asked = new Asked("first-run/" + FormKey.New(), Actor.OfSystemUser(database.Ledger, shell.Around.UserName).Id);
        if (!(await new OpenFirstRun(database).RunAsync(asked, code, FirstRunLifetime, stop)).IsDone(out _, out _)) return;
        shell.Around.Error.WriteLine($"首次使用：打开 {address}/first-run，输入一次性代码（24 小时内有效） / first use: open {address}/first-run and type this one-time code, good for 24 hours:");
        shell.Around.Error.WriteLine($"    {code}");
    }
}
