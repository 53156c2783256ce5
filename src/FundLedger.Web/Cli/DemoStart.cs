using System.CommandLine;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Demo;
using FundLedger.Web.Hosting;
using FundLedger.Web.Telling;

namespace FundLedger.Web.Cli;

/// <summary>The program without a verb: help, or with <c>--demo</c> a demo ledger, filled and served.</summary>
internal static class DemoStart
{
    private const string DefaultFolder = "./data/demo";

    internal static void Use(RootCommand root, Shell shell)
    {
        var demo = Options.Flag(shell, "--demo", new($"用演示账本启动网站（数据在 {DefaultFolder}）", $"start the web site with demo books (kept in {DefaultFolder})"));
        var site = new SiteOptions(shell);
        root.Take(demo);
        root.Take([.. site.All]);
        root.SetAction(async (parsed, stop) =>
        {
            if (parsed.GetValue(demo)) return await RunAsync(shell, parsed, site, stop);
            HelpInLanguage.Write(shell, root, shell.Around.Out);
            return ExitCode.Done;
        });
    }

    /// <summary>In a folder of its own whatever the environment says: only <c>--data</c> names another.</summary>
    private static async Task<int> RunAsync(Shell shell, ParseResult parsed, SiteOptions options, CancellationToken stop)
    {
        if (Settings.RefusalFor(shell.Around.Environment) is { } wrong) return shell.TellRefusal(wrong, parsed.CommandResult.Command);
        if (!options.Read(parsed).IsDone(out var site, out var refusal) || !TellingSettings.Read(shell.Around.Environment).IsDone(out var telling, out refusal)) return shell.TellRefusal(refusal, parsed.CommandResult.Command);
        var folder = parsed.GetValue(shell.Data) ?? DefaultFolder;
        var books = new StorageOptions { Directory = folder, Address = site.Urls[0].ToString(), Demo = true };
        var clock = StoryClock.For(books, shell.Clock, DemoBooks.DaysBack);
        await using var database = SqliteDatabase.Open(books, clock);
        if (!database.Ledger.IsDemo)
            return shell.TellError(new Bilingual(
                $"{folder} 里是正式账本，不能写入演示数据。请用 --data 指定另一个目录。", $"The books in {folder} are no demo, so no demo data is put into them. Name another folder with --data."), ExitCode.BadInput);

        shell.Around.Error.WriteLine($"正在准备演示账本 / preparing the demo books: {folder}");
        var entries = await DemoBooks.FillAsync(database, clock, stop);
        shell.Around.Error.WriteLine($"演示账本共 {entries:N0} 笔分录 / the demo books hold {entries:N0} entries");
        await DemoSignIns.MakeAsync(database, stop);
        shell.Around.Error.WriteLine($"演示登录，密码都是 / demo sign-ins, all with the password: {DemoSignIns.PasswordOf(database)}");
        foreach (var person in DemoSignIns.Everybody) shell.Around.Error.WriteLine($"    {person.SignInName,-14} {person.Role.Name().Zh} / {person.Role.Name().En}");
        return await ServeVerb.RunAsync(shell, database, site, books, telling, stop);
    }
}
