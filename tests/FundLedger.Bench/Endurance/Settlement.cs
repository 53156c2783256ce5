using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace FundLedger.Bench.Endurance;

/// <summary>Whether everything that was acknowledged is in the books once, and what was not is there whole or not at all.</summary>
internal static class Settlement
{
    private const int Senders = 16;
    private const int MostWrongs = 20;

    /// <summary>What the rows say, before anything is sent again.</summary>
    internal static IReadOnlyList<string> InTheRows(SentJournal journal, KeptBooks books)
    {
        var wrong = new List<string>();
        var keys = journal.Writes.ToDictionary(write => write.Key, StringComparer.Ordinal);
        foreach (var write in journal.Writes)
        {
            var (isKept, entries) = (books.Operations.Contains(write.Key), books.Entries.GetValueOrDefault(write.Key));
            if (write.IsAcknowledged && !isKept) wrong.Add($"lost: {write.Kind} {write.Key} was acknowledged and is not in the books");
            if (write.IsRefused && (isKept || entries is not null)) wrong.Add($"{write.Kind} {write.Key} was refused and is in the books");
            if (write.FenOfEntry is not { } fen) continue;
            // One entry, with its outcome, of the amount asked for; or neither.
            if (isKept != entries is not null) wrong.Add($"in part: {write.Kind} {write.Key} has {(isKept ? "an outcome and no entry" : "an entry and no outcome")}");
            if (entries is { Count: not 1 }) wrong.Add($"doubled: {write.Kind} {write.Key} has {entries.Count} entries");
            if (entries is not null && entries.Debits != fen) wrong.Add($"{write.Kind} {write.Key} has debits of {entries.Debits}, asked were {fen}");
            if (write.IsAcknowledged && entries is not null && EntryOf(write.Answer) is { } told && told != entries.First) wrong.Add($"{write.Kind} {write.Key} was acknowledged as entry {told} and is entry {entries.First}");
        }

        wrong.AddRange(books.Operations.Where(key => !keys.ContainsKey(key)).Select(key => $"nobody sent {key}, and it is in the books"));
        wrong.AddRange(books.References.Where(row => row.Value != 1).Select(row => $"doubled: row {row.Key} of an import is there {row.Value} times"));
        foreach (var import in journal.Imports.Where(import => import.IsAcknowledged))
        {
            var there = Enumerable.Range(0, import.Rows).Count(i => books.References.ContainsKey(import.Prefix + i));
            if (there != import.Rows) wrong.Add($"lost: an import of {import.Rows} rows was finished, and {there} are there");
        }

        return wrong;
    }

    /// <summary>Every write again under its key: what was acknowledged gets its first answer, what was not is settled now.</summary>
    /// <returns>What is wrong, and how many were settled only now.</returns>
    internal static async Task<(IReadOnlyList<string> Wrong, int SettledNow)> SendAgainAsync(SentJournal journal, Uri site, IReadOnlyList<SoakPerson> people, HttpClient client)
    {
        var (wrong, next, settled, turn) = (new ConcurrentQueue<string>(), new ConcurrentQueue<Sent>(journal.Writes.Where(write => !write.IsRefused)), 0, 0);
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(async () =>
        {
            while (next.TryDequeue(out var write) && wrong.Count < MostWrongs)
            {
                var tokens = people[write.Person].Tokens;
                var (status, answer, isReplayed) = await SendAsync(client, site, write, tokens, Interlocked.Increment(ref turn));
                if (!write.IsAcknowledged)
                {
                    Interlocked.Increment(ref settled);
                    if (status is 429 or >= 500) wrong.Enqueue($"{write.Kind} {write.Key} cannot be settled: {status} {answer}");
                    (write.Status, write.Answer) = (status, answer);
                }
                else if (status is 429 or >= 500) wrong.Enqueue($"{write.Kind} {write.Key} was acknowledged, and sent again it fails: {status} {answer}");
                else if (!isReplayed) wrong.Enqueue($"lost: {write.Kind} {write.Key} was acknowledged, and sent again it was {status} and new: {answer}");
                else if (status != write.Status || answer != write.Answer) wrong.Enqueue($"{write.Kind} {write.Key} got another answer: first {write.Status} {write.Answer}, now {status} {answer}");
            }
        })));
        return ([.. wrong], settled);
    }

    private static async Task<(int Status, string Answer, bool IsReplayed)> SendAsync(HttpClient client, Uri site, Sent write, IReadOnlyList<string> tokens, int turn)
    {
        for (var attempt = 0; ; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(site, write.Path)) { Content = new StringContent(write.Body, Encoding.UTF8, "application/json") };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens[(turn + attempt) % tokens.Count]);
            request.Headers.Add("Idempotency-Key", write.Key);
            using var response = await client.SendAsync(request);
            var status = (int)response.StatusCode;
            if (status is not (429 or 503) || attempt == 60) return (status, await response.Content.ReadAsStringAsync(), response.Headers.Contains("Idempotency-Replayed"));
            // Another of the person's tokens may call at once; when all have called too often, the minute passes.
            if (attempt >= 5) await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }

    private static long? EntryOf(string answer) => JsonDocument.Parse(answer).RootElement is var read && read.TryGetProperty("entry", out var entry) && entry.ValueKind == JsonValueKind.Number ? entry.GetInt64() : null;
}
