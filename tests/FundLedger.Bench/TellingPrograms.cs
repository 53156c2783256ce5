using FundLedger.Donations;
using FundLedger.Notices;
using FundLedger.Outbox;
using FundLedger.Seals;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Bench;

/// <summary>What it costs that others are told: donations recorded where programs and people listen for all that happens, beside the same where nobody does; and handing the events on.</summary>
internal static class TellingPrograms
{
    private const int Rounds = 7;
    private const int Callers = 64;
    private const double Target = 0.8;

    private static readonly int[] Listening = [0, 1, WebhookSubscription.Most];

    internal static async Task RunAsync(BenchFolder folder, BenchOptions options, ResultTable results, CancellationToken stop)
    {
        var gifts = Math.Max(Callers, options.Gifts);
        var ledgers = new List<SqliteDatabase>();
        try
        {
            foreach (var programs in Listening)
            {
                ledgers.Add(await folder.OpenWithFundAsync(NameOf(programs), Currency.Of("CNY")));
                await ListenAsync(ledgers[^1], programs, stop);
            }

            var recording = ledgers.Select(_ => new List<TimeSpan>()).ToArray();
            var handing = ledgers.Select(_ => new List<TimeSpan>()).ToArray();
            for (var round = 0; round <= Rounds; round++)
                for (var i = 0; i < ledgers.Count; i++)
                {
                    stop.ThrowIfCancellationRequested();
                    var recorded = await Timing.OfAsync(() => RecordingDonations.RecordAsync(new RecordDonation(ledgers[i]), NameOf(Listening[i]), round, Callers, gifts));
                    var handed = await Timing.OfAsync(() => HandOnAsync(ledgers[i], Listening[i] > 0 ? gifts : 0, stop));
                    if (round == 0) continue; // the first round warms up
                    recording[i].Add(recorded);
                    handing[i].Add(handed);
                }

            for (var i = 1; i < ledgers.Count; i++) Tell(results, Listening[i], gifts, recording[0], recording[i], handing[i]);
        }
        finally
        {
            foreach (var ledger in ledgers) await ledger.DisposeAsync();
        }

        foreach (var programs in Listening) folder.Delete(NameOf(programs));
    }

    private static void Tell(ResultTable results, int programs, int gifts, List<TimeSpan> quiet, List<TimeSpan> heard, List<TimeSpan> handing)
    {
        var ratio = Timing.Median(quiet.Zip(heard, (nobody, some) => nobody / some));
        results.Add(new Result($"record a donation that {programs} programs hear of, {Callers} callers", Timing.PerSecond(gifts, Timing.Median(heard)),
            $"that nobody hears of {Timing.PerSecond(gifts, Timing.Median(quiet))}", ratio, $"≥ {Target}", ratio >= Target));
        results.Add(new Result($"hand an event on to {programs} programs", Timing.PerSecond(gifts, Timing.Median(handing)),
            $"recording its donation {Timing.PerSecond(gifts, Timing.Median(heard))}", Timing.Median(heard.Zip(handing, (record, hand) => record / hand))));
    }

    private static string NameOf(int programs) => $"telling-{programs}";

    /// <summary>The same people in every ledger; where programs listen they hear of everything, and somebody wants a message at once.</summary>
    private static async Task ListenAsync(SqliteDatabase database, int programs, CancellationToken stop)
    {
        var person = await SitePeople.EverybodyAsync(database, DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8)));
        string[] kinds = [.. EventKind.All.Where(kind => kind.IsForPrograms).Select(kind => kind.Code)];
        for (var i = 0; i < programs; i++) (await new KeepWebhooks(database).SubscribeAsync(SitePeople.Asked(person), $"https://programs.example.org/{i}", kinds, "secret", stop)).Expect();
        if (programs > 0) (await new SetNotices(database).RunAsync(SitePeople.Asked(person), MailWish.AtOnce, Language.Zh, "wang@example.org", stop)).Expect();
    }

    /// <summary>As the schedule does it every minute; nothing is sent.</summary>
    private static async Task HandOnAsync(SqliteDatabase database, int expected, CancellationToken stop)
    {
        var spread = await new SpreadEvents(database).RunAsync(VerificationRuns.Schedule, sendsMail: true, stop);
        if (spread.Events < expected) throw new InvalidOperationException($"{spread.Events} events were handed on, not {expected}");
    }
}
