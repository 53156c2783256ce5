using System.Text.Json;

namespace FundLedger.Web.Tests.Cli;

public sealed class KeepingSpacesByHand : CommandLineTest
{
    [Test]
    public async Task A_space_is_registered_invested_in_reported_and_compared()
    {
        await DoneAsync("fund create --code LAKE --name Lake --kind community-fund --currency CNY");
        await DoneAsync("organisation register --code CARE --name Care --kind community");
        await DoneAsync("space add --space HUB --fund LAKE --name Hub --area 100.5 --functions a,b --opened 2025-01-01");
        await DoneAsync("space add --space S1 --fund LAKE --name Satellite --centre HUB --opened 2025-01-01");
        await DoneAsync("space change --space HUB --place 'Lake Road' --reason moved");
        await DoneAsync("space operator --space HUB --organisation CARE --from 2025-01-01 --host Wang");
        await DoneAsync("space invest --space HUB --kind hardware --amount 300 --on 2026-02-01 --what ramp");
        await DoneAsync("space invest --space HUB --kind evaluation --amount 5 --on 2026-02-01 --what twice");
        await DoneAsync("space void --space HUB --number 2 --reason twice");
        var report = Write("report.json", JsonSerializer.Serialize(new
        {
            space = "HUB", first = "2026-01-01", last = "2026-01-31",
            content = new { costs = new[] { new { code = "staff", name = "Staff", amount = new { amount = "100.00", currency = "CNY" }, isEligible = true } }, revenues = Array.Empty<object>(), users = 9, hoursOpen = 8, volunteers = 0, volunteerHours = 0, text = "" },
        }));
        Assert.That((await DoneAsync($"result report --file {report} --dry-run")).Error, Does.Contain("dry run"));
        Assert.That((await DoneAsync($"result report --file {report} --json")).Json.GetProperty("version").GetInt32(), Is.EqualTo(1));
        var own = await RunAsync("result decide --space HUB --first 2026-01-01 --last 2026-01-31 --version 1 --decision accepted");
        Assert.That((own.ExitCode, own.Error), Is.EqualTo((2, own.Error)));
        Assert.That(own.Error, Does.Contain("Nobody decides a result they handed in"));

        var shown = (await DoneAsync("space show --space HUB --json")).Json;
        Assert.That(shown.GetProperty("space").GetProperty("place").GetString(), Is.EqualTo("Lake Road"));
        Assert.That(shown.GetProperty("space").GetProperty("squareMetres").GetString(), Is.EqualTo("100.50"));
        Assert.That(shown.GetProperty("investments").EnumerateArray().Count(one => one.TryGetProperty("voidReason", out var why) && why.ValueKind == JsonValueKind.String), Is.EqualTo(1));
        Assert.That(shown.GetRawText(), Does.Not.Contain("Wang"), "the host is a person");
        Assert.That((await DoneAsync("result list --open --json")).Json.EnumerateArray().Single().GetProperty("cost").GetProperty("amount").GetString(), Is.EqualTo("100.00"));
        Assert.That((await DoneAsync("space list")).Out, Does.Contain("HUB").And.Contain("Satellite"));
        Assert.That((await DoneAsync("space compare --json")).Json.GetArrayLength(), Is.EqualTo(2));
        await DoneAsync("space erase-host --space HUB --term 1");
        await DoneAsync("space end-operator --space HUB --on 2026-04-01 --reason over");
        await DoneAsync("space close --space S1 --on 2026-04-01 --reason over");
    }

    [Test]
    public async Task A_sheet_is_imported_whole_or_not_at_all_and_its_template_is_a_workbook()
    {
        await DoneAsync("fund create --code LAKE --name Lake --kind community-fund --currency CNY");
        await DoneAsync("space add --space HUB --fund LAKE --name Hub --opened 2025-01-01");
        const string Good = "Space code,First day,Last day,Staff,Service fees\nHUB,2026-01-01,2026-01-31,100,40\nHUB,2026-02-01,2026-02-28,100,60\n";
        var wrong = await RunAsync($"result import {Write("wrong.csv", Good.Replace("100,60", "x,60", StringComparison.Ordinal))}");
        Assert.That(wrong.ExitCode, Is.EqualTo(2));
        Assert.That(wrong.Error, Does.Contain("row 3 Staff"));
        Assert.That((await DoneAsync("result list --json")).Json.GetArrayLength(), Is.Zero);
        var good = Write("good.csv", Good);
        Assert.That((await DoneAsync($"result import {good} --dry-run")).Out, Does.Contain("Would be imported: 2 period(s) of 1 space(s)"));
        Assert.That((await DoneAsync($"result import {good} --key k1 --json")).Json.GetProperty("results").GetInt32(), Is.EqualTo(2));
        Assert.That((await DoneAsync($"result import {good} --key k1 --json")).Json.GetProperty("doneBefore").GetBoolean(), Is.True);
        await DoneAsync($"result template --out {Path.Combine(Folder, "template.xlsx")}");
        Assert.That((await File.ReadAllBytesAsync(Path.Combine(Folder, "template.xlsx")))[..2], Is.EqualTo("PK"u8.ToArray()));
    }
}
