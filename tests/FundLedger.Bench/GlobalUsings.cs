global using FundLedger.Storage;
global using FundLedger.Values;
