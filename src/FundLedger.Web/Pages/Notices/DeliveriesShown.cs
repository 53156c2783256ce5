using FundLedger.Notices;
using FundLedger.Outbox;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;

namespace FundLedger.Web.Pages.Notices;

/// <summary>Deliveries as a page shows them: what of them is read once for all.</summary>
/// <param name="Heading">Id of the heading above.</param>
/// <param name="Key">Of each of the forms: one of them is sent.</param>
public sealed record DeliveriesShown(string Heading, Language Language, string Key, IReadOnlyList<Delivery> Deliveries, IReadOnlyDictionary<long, OutboxEvent> Events, IReadOnlyDictionary<long, string> Addresses, IReadOnlyDictionary<string, string> People)
{
    public string In(string zh, string en) => Language == Language.Zh ? zh : en;

    public string In(Bilingual text) => text.In(Language);

    public string WhatOf(Delivery delivery) => delivery.Event is { } id && Events.TryGetValue(id, out var happened)
        ? $"{In(EventKind.Find(happened.Kind)?.Name ?? Bilingual.Same(happened.Kind))} {happened.Subject}".TrimEnd() : In(delivery.Channel.Name());

    /// <summary>An address of a program, or the name of a person; never their address.</summary>
    public string To(Delivery delivery) => delivery.Subscription is { } subscription ? Addresses.GetValueOrDefault(subscription, $"{subscription}") : People.GetValueOrDefault(delivery.Person!, "–");

    internal static async Task<DeliveriesShown> LoadAsync(LedgerReader reader, string heading, Language language, string key, IReadOnlyList<Delivery> deliveries)
    {
        var events = new Dictionary<long, OutboxEvent>();
        foreach (var id in deliveries.Select(one => one.Event).OfType<long>().Distinct())
            if (await Outbox.Events.FindAsync(reader, id) is { } happened) events.Add(id, happened);
        var names = await PeopleNames.LoadAsync(reader);
        return new DeliveriesShown(heading, language, key, deliveries, events, (await Webhooks.ListAsync(reader)).ToDictionary(one => one.Id, one => one.Url),
            deliveries.Select(one => one.Person).OfType<string>().Distinct().ToDictionary(person => person, person => names.Of(person).In(language)));
    }
}
