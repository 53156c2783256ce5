using FundLedger.Outbox;

namespace FundLedger.Notices;

public sealed record NoticesForgotten(int Count);

/// <summary>Forgets notices, what was sent, and the events behind them, when they are long over. What happened stands in the books and in the trail.</summary>
public sealed class ForgetNotices(Database database)
{
    public const int DaysKept = 180;

    private const long KeptMicroseconds = DaysKept * 86_400_000_000L;

    private static readonly SqlFile DeleteNotices = new("notices/delete_over");

    public Task<Outcome<NoticesForgotten>> RunAsync(Asked asked, CancellationToken stop = default) => database.WriteAsync<NoticesForgotten>(asked.For("forget-notices"), async tx =>
    {
        var before = tx.RecordedAt - KeptMicroseconds;
        return new NoticesForgotten(await tx.ExecuteAsync(DeleteNotices, new { before }) + await DeliveryStore.DeleteOverAsync(tx, before) + await Events.DeleteOverAsync(tx, before));
    }, stop);
}
