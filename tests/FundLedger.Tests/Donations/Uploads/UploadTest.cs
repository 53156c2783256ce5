using System.Text;
using Dapper;
using FundLedger.Donations.Lists;
using FundLedger.Donations.Uploads;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Tests.Donations.Uploads;

/// <summary>What scenarios with uploaded lists do all the time.</summary>
internal static class UploadTest
{
    internal static UploadSettings Into(string fund, bool skipFailed = false) => new(fund, null, null, ListProfile.Guess, SkipFailed: skipFailed);

    internal static Task<ReceiveOutcome> ReceiveAsync(TestLedger ledger, byte[] content, string fund = "LAKE", string name = "名单.csv") =>
        new ReceiveUpload(ledger.Database).RunAsync(ledger.Ask(), name, Into(fund), new MemoryStream(content));

    internal static async Task<ListUpload> ReceivedAsync(TestLedger ledger, string csv, string fund = "LAKE")
    {
        var outcome = await ReceiveAsync(ledger, Encoding.UTF8.GetBytes(csv), fund);
        Assert.That(outcome, Is.InstanceOf<ReceiveOutcome.Received>());
        return await FindAsync(ledger, ((ReceiveOutcome.Received)outcome).Id);
    }

    internal static async Task<ListUpload> StartedAsync(TestLedger ledger, string csv, string fund = "LAKE", bool skipFailed = false) =>
        await StartAsync(ledger, await ReceivedAsync(ledger, csv, fund), skipFailed);

    internal static async Task<ListUpload> StartAsync(TestLedger ledger, ListUpload upload, bool skipFailed = false) =>
        (await new StartUpload(ledger.Database).RunAsync(ledger.Ask(), upload.Id, upload.Settings with { SkipFailed = skipFailed }, 0)).Expect();

    internal static async Task<ListUpload> FindAsync(TestLedger ledger, long id) => (await ledger.Database.ReadAsync(reader => FundLedger.Donations.Uploads.Uploads.FindAsync(reader, id)))!;

    internal static RunUploads Node(TestLedger ledger, string name = "node-1") => new(ledger.Database, ledger.Clock, name);

    /// <summary>Claims and runs what there is to run.</summary>
    internal static async Task RunAllAsync(TestLedger ledger, string node = "node-1")
    {
        while (await Node(ledger, node).ClaimNextAsync() is { } claimed) Assert.That(await Node(ledger, node).RunAsync(claimed), Is.Null);
    }

    internal static Task<long> PartsAsync(TestLedger ledger) => ledger.ScalarAsync<long>("SELECT COUNT(*) FROM import_upload_parts");

    internal static Task<List<int>> RowsPostedAsync(TestLedger ledger) => ledger.Database.ReadAsync(async reader =>
        (await reader.Connection.QueryAsync<int>("SELECT import_row FROM donations WHERE import_row IS NOT NULL ORDER BY entry_id", transaction: reader.Transaction)).ToList());

    /// <summary>Gifts of one yuan in March, all different, from row 2 on.</summary>
    internal static string Rows(int count)
    {
        var text = new StringBuilder("捐赠人,金额,日期\n");
        for (var i = 0; i < count; i++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"捐赠人{i},1.00,2026-03-01\n");
        return text.ToString();
    }
}
