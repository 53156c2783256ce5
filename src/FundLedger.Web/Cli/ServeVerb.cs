using System.CommandLine;
using System.Net.Sockets;
using FundLedger.People.Accounts;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Hosting;
using FundLedger.Web.Telling;
using Microsoft.AspNetCore.Connections;

namespace FundLedger.Web.Cli;

/// <summary><c>serve</c>.</summary>
internal static class ServeVerb
{
    private static readonly TimeSpan FirstRunLifetime = TimeSpan.FromHours(24);

    internal static Command In(Shell shell)
    {
        var options = new SiteOptions(shell);
        var verb = new Command("serve", shell.In("启动网站", "Start the web site"));
        verb.Take([.. options.All]);
        verb.SetAction(async (parsed, stop) =>
        {
            if (Settings.RefusalFor(shell.Around.Environment) is { } wrong) return shell.TellRefusal(wrong, verb);
            if (!options.Read(parsed).IsDone(out var site, out var refusal)) return shell.TellRefusal(refusal, verb);
            if (!TellingSettings.Read(shell.Around.Environment).IsDone(out var telling, out refusal)) return shell.TellRefusal(refusal, verb);
            var books = shell.StorageOf(parsed) with { Address = site.Urls[0].ToString() };
            await using var database = Databases.Open(books, shell.Clock);
            return await RunAsync(shell, database, site, books, telling, stop);
        });
        return verb;
    }

    /// <summary>Serves until it is told to stop; requests under way are answered first.</summary>
    /// <param name="books">Where the database was opened.</param>
    internal static async Task<int> RunAsync(Shell shell, Database database, SiteAddress site, StorageOptions books, TellingSettings telling, CancellationToken stop)
    {
        // Whoever reached it first could be the first to see everything. Told to stop already, it stops below.
        if (site.IsOpen && !await database.ReadAsync(Persons.AnyAsync, CancellationToken.None))
            return shell.TellError(new(
                "还没有管理员，所以只在本机监听。请先在本机打开网站建立管理员，或用 person first-administrator，再对外开放。",
                "There is no administrator yet, so the server listens on this machine only. Open the site here and make one, or use 'person first-administrator'; then open it to others."), ExitCode.Environment);
        await using var app = LedgerHost.Build(database, site, shell.Clock, SealPlaces.Of(books, shell.Around.Environment), HostSettings.Of(books, shell.Around.Environment), telling);
        return await ServeAsync(shell, app, stop);
    }

    /// <summary>Starts a site and waits until it is told to stop: whenever the word comes, stopping is what was asked for and no failure.</summary>
    internal static async Task<int> ServeAsync(Shell shell, WebApplication app, CancellationToken stop)
    {
        try
        {
            await app.StartAsync(stop);
            await TellFirstRunAsync(shell, app.Services.GetRequiredService<Database>(), app.Urls.First(), stop);
            foreach (var address in app.Urls) shell.Around.Error.WriteLine($"FundLedger：请在浏览器打开 / open in a browser: {address}");
            shell.Around.Error.WriteLine("按 Ctrl+C 停止 / press Ctrl+C to stop");
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException or SocketException)
        {
            var address = app.Services.GetRequiredService<SiteAddress>().Urls[0];
            return shell.TellError(new($"{address} 已被占用。请停止占用它的程序，或用 --urls 换一个端口。", $"{address} is in use. Stop the program that holds it, or choose another port with --urls."), ExitCode.Environment);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested || app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Before it served, or while a slow server was asked whether anybody is there: it stops below, as at any other time.
        }

        try
        {
            await app.WaitForShutdownAsync(stop);
        }
        catch (OperationCanceledException)
        {
            shell.Tell(new(
                "还在进行的请求和任务到了时限，已被切断。已确认的写入都在账本里；用同一操作编号重发，就知道其余的结果。",
                "Requests and jobs that were still under way were cut off when their time was over. What was acknowledged is in the books; whoever sends the rest again under the same key learns what became of it."));
        }

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
