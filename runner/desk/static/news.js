// How a new run announces itself: to the ear, to a screen reader, and as a notification where that was allowed.
export function spoken(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")} min`;
}

export function announce(text, region, aloud) {
  region.textContent = text;
  if (aloud) ring();
  if ("Notification" in window && Notification.permission === "granted" && document.hidden) new Notification(text);
}

function ring() {
  try {
    const sound = new AudioContext(), tone = sound.createOscillator(), volume = sound.createGain();
    tone.connect(volume).connect(sound.destination);
    tone.frequency.value = 660;
    volume.gain.setValueAtTime(0.15, sound.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + 0.4);
    tone.start();
    tone.stop(sound.currentTime + 0.4);
    tone.onended = () => sound.close();
  } catch { /* a browser without sound */ }
}

export function askToNotify(button) {
  if (!("Notification" in window) || Notification.permission !== "default") return;
  button.hidden = false;
  button.onclick = async () => { await Notification.requestPermission(); button.hidden = true; };
}
