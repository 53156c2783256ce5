using System.CommandLine;
using FundLedger.Donations;
using FundLedger.Donations.Lists;
using FundLedger.Donors;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>donate batch</c>.</summary>
internal static class GiftBatchVerb
{
    internal static Command In(Shell shell)
    {
        var inputs = new ListInputs(shell);
        var count = new Option<int>("--count") { Description = shell.In("事先数好的笔数", "how many gifts there are, counted beforehand"), HelpName = shell.In("笔数", "COUNT"), Required = true };
        var total = Options.Text(shell, "--total", new("金额", "AMOUNT"), new("事先算好的合计", "what they come to, added up beforehand"), isRequired: true);
        var source = Options.Source(shell, new("资金来源代码（默认：捐赠）", "code of the source (default: plain donations)"));
        var channel = Options.Channel(shell);
        var receipts = Options.Flag(shell, "--receipts", new("为留名的捐款开具收据", "give a receipt to each gift with a name"));
        return WriteVerb.Make(
            shell, "batch", new($"录入一批捐款（XLSX、CSV，最多 {RecordGiftBatch.MostGifts} 笔）：笔数与合计相符才全部入账，否则一笔不记", $"Record a batch of gifts (XLSX, CSV, at most {RecordGiftBatch.MostGifts}): all when count and total agree, none otherwise"),
            Need.InFund(Permission.RecordMoney, inputs.Fund), [.. inputs.WhatIsRead, count, total, source, channel, receipts],
            async run =>
            {
                if (!run.Amount(total, inputs.Fund).IsDone(out var expected, out var refusal)) return refusal;
                var (list, unread) = await inputs.ReadAsync(run.Parsed, run.Database, run.Stop);
                if (unread is not null) return unread;
                using var file = list!.File;
                if (!Read(file, list.Settings, run.Stop).IsDone(out var gifts, out refusal)) return refusal;
                return await new RecordGiftBatch(run.Database).RunAsync(run.Asked, new GiftBatch(
                    run.Required(inputs.Fund), gifts, run.Value(count), expected, run.Value(source), run.Has(channel) ? run.Value(channel) : null, run.Value(receipts)), run.Stop);
            },
            done => new(
                $"已记 {done.Count} 笔捐款，合计 {done.Total.ToGroupedText()}（分录 {done.First} 至 {done.Last}{(done.FirstReceipt is { } zh ? $"，收据 {zh} 至 {done.LastReceipt}" : "")}）。",
                $"{done.Count} gift(s) over {done.Total.ToGroupedText()} are posted (entries {done.First} to {done.Last}{(done.FirstReceipt is { } en ? $", receipts {en} to {done.LastReceipt}" : "")})."));
    }

    /// <summary>Every row must be understood: a batch that was counted leaves none out.</summary>
    private static Outcome<IReadOnlyList<BatchGift>> Read(ListFile file, ListSettings settings, CancellationToken stop)
    {
        var scanning = file.Scan(settings, stop: stop);
        if (scanning is ListScanning.Refused refused) return refused.Reason;
        var scan = ((ListScanning.Scanned)scanning).Scan;
        if (scan.FirstFailures is [var failed, ..]) return failed.Reason;
        if (scan.Gifts > RecordGiftBatch.MostGifts) return RecordGiftBatch.TooMany(scan.Gifts);
        return scan.Rows().OfType<ListRow.Gift>().Select(gift => new BatchGift(
            DonorName.Of(gift.Donor), gift.Amount, gift.Date, gift.Reference.Length > 0 ? gift.Reference : null, gift.Note.Length > 0 ? gift.Note : null)).ToArray();
    }
}
