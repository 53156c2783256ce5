using FundLedger.Banking.Accounts;
using FundLedger.Banking.Pairing;
using FundLedger.Banking.Statements;
using FundLedger.Donations.Uploads;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Bank;

/// <summary>How far work on an account is, as its page and the page's script say it: rows taken in, then lines of the account that are matched.</summary>
/// <param name="IsOver">Nothing more will happen by itself.</param>
internal sealed record AccountRunShown(bool IsOver, long RowsDone, long RowsTotal, Bilingual Says)
{
    internal static async Task<AccountRunShown> OfAsync(LedgerReader reader, BankBook bank, BankAccount account, ListUpload upload)
    {
        var isOver = upload.State is not (UploadState.Queued or UploadState.Running or UploadState.Stopping);
        var statement = upload.SizeBytes == 0 ? null : (await StatementStore.ListAsync(reader, bank, account)).FirstOrDefault(known => known.Sha256.AsSpan().SequenceEqual(upload.Sha256));
        if (upload.SizeBytes > 0 && statement is not { IsDone: true })
        {
            var rows = (statement?.Lines ?? 0) + (statement?.Known ?? 0);
            var counted = $"{Shown.Count(rows)} / {Shown.Count(upload.RowsTotal)}";
            return new(isOver, rows, upload.RowsTotal, upload.State switch
            {
                UploadState.Queued => new($"排队中，轮到时自动开始。已读入 {counted} 行。", $"Waiting for its turn; it starts by itself. {counted} rows are in."),
                UploadState.Stopping => new($"正在停下……已读入 {counted} 行。", $"Stopping… {counted} rows are in."),
                _ => new($"正在读入：{counted} 行。", $"Taking it in: {counted} rows."),
            });
        }

        var sums = (await LineSums.OfAsync(reader)).GetValueOrDefault(account.Id);
        var (total, open) = (sums?.LineCount ?? 0, sums?.OpenCount ?? 0);
        return new(isOver, total - open, total, upload.State switch
        {
            UploadState.Queued => new("排队中，轮到时自动开始。", "Waiting for its turn; it starts by itself."),
            UploadState.Stopping => new("正在停下……", "Stopping…"),
            _ => new($"正在匹配：账户明细 {Shown.Count(total)} 条，尚未匹配 {Shown.Count(open)} 条。", $"Matching: of {Shown.Count(total)} lines of the account {Shown.Count(open)} are open."),
        });
    }
}
